/** The transport over datagrams, with TCP as the reliable lane. Runs without any JVM flag. */
module io.gossip.transport.udp {
    requires transitive io.gossip.api;

    exports io.gossip.transport.udp;

    provides io.gossip.spi.TransportProvider with
            io.gossip.transport.udp.UdpTransportProvider;
}
