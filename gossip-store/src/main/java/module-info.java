module io.gossip.store {
    exports io.gossip.store;

    requires transitive io.gossip.api;
}
