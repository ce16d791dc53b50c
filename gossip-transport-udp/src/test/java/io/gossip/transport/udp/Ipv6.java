package io.gossip.transport.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Assumptions;

/** Not every machine, and hardly any container, has IPv6. */
final class Ipv6 {
    private Ipv6() {}

    static void assumePresent() {
        String reason = "";
        try (DatagramChannel probe = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            probe.bind(new InetSocketAddress(InetAddress.getByName("::1"), 0));
        } catch (final IOException | UnsupportedOperationException e) {
            reason = e.toString();
        }
        Assumptions.assumeTrue(reason.isEmpty(), "no IPv6 on this machine: " + reason);
    }
}
