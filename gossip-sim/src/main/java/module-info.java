module io.gossip.sim {
    requires transitive io.gossip.core;
}
