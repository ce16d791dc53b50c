/** Names the API only: implementation and transport are found as services. */
module consumer {
    requires io.gossip.api;
}
