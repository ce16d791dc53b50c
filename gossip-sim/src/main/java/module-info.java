module io.gossip.sim {
    exports io.gossip.sim;
    exports io.gossip.sim.network;
    exports io.gossip.sim.time;
    exports io.gossip.sim.trace;

    requires transitive io.gossip.core;
}
