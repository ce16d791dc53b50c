module io.gossip.store {
    requires transitive io.gossip.api;

    exports io.gossip.store;
}
