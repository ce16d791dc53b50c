/**
 * The API of gossip ({@link io.gossip}) and the interfaces its providers implement ({@link io.gossip.spi}). Runs without
 * any JVM flag.
 */
module io.gossip.api {
    exports io.gossip;
    exports io.gossip.spi;

    uses io.gossip.spi.GossiperProvider;

    requires transitive org.agrona;
}
