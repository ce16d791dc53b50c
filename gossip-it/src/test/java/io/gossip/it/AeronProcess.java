package io.gossip.it;

import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportException;
import io.gossip.transport.aeron.AeronTransportProvider;

/** Opens an Aeron transport in a process of its own, and says how that went. */
final class AeronProcess {
    static final String OPENED = "opened";

    private AeronProcess() {}

    public static void main(final String[] args) {
        final TransportConfiguration configuration = TransportConfiguration.of(new NodeAddress("127.0.0.1", 0));
        try (Transport transport = new AeronTransportProvider().open(configuration)) {
            System.out.println(transport.localAddress().port() > 0 ? OPENED : "no port");
        } catch (final TransportException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
