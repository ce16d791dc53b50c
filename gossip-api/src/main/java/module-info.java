module io.gossip.api {
    exports io.gossip;

    requires transitive org.agrona;
}
