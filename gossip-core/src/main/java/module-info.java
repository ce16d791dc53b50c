/** The gossip protocol as a state machine without I/O, its wire codecs, and the node that drives it. */
module io.gossip.core {
    requires transitive io.gossip.api;
    requires transitive io.gossip.store;

    exports io.gossip.core.node;
    exports io.gossip.core.probation;

    uses io.gossip.spi.TransportProvider;

    provides io.gossip.spi.GossiperProvider with
            io.gossip.core.provider.CoreGossiperProvider;
}
