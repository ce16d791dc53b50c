/**
 * The API of gossip ({@link io.gossip}) and the interfaces its providers implement ({@link io.gossip.spi}). Runs without
 * any JVM flag.
 */
@SuppressWarnings("module") // the transports are compiled later
module io.gossip.api {
    exports io.gossip;
    exports io.gossip.spi;
    // What the transports of this project have in common.
    exports io.gossip.spi.address to
            io.gossip.transport.aeron,
            io.gossip.transport.udp;
    exports io.gossip.spi.queue to
            io.gossip.transport.aeron,
            io.gossip.transport.udp;

    uses io.gossip.spi.GossiperProvider;

    requires transitive org.agrona;
}
