module io.gossip.core {
    requires transitive io.gossip.api;
    requires transitive io.gossip.store;
}
