/**
 * The transport over Aeron. Needs the JVM flag that Agrona's buffers need; without it, opening one fails with an error
 * that names the flag.
 */
module io.gossip.transport.aeron {
    requires transitive io.gossip.api;
    requires io.aeron.client;
    requires io.aeron.driver;

    exports io.gossip.transport.aeron;

    provides io.gossip.spi.TransportProvider with
            io.gossip.transport.aeron.AeronTransportProvider;
}
