package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.TransportException;
import io.gossip.testkit.transport.TransportPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindTest {
    private static UdpTransport open(final NodeAddress bind) {
        return UdpTransport.open(UdpTransportConfig.builder(bind).build());
    }

    private static String refusal(final NodeAddress bind) {
        final TransportException thrown = assertThrows(TransportException.class, () -> open(bind));
        assertTrue(thrown.getMessage().contains("bind=" + bind), thrown::getMessage);
        return thrown.getMessage();
    }

    @Test
    void shouldFindOnePortForBothLanesWhenAskedForAny() throws IOException {
        try (UdpTransport transport = open(new NodeAddress("127.0.0.1", 0));
                Socket socket = new Socket("127.0.0.1", transport.localAddress().port())) {
            assertTrue(socket.isConnected());
            assertThrows(IOException.class, () -> new DatagramSocket(new InetSocketAddress(
                            "127.0.0.1", transport.localAddress().port()))
                    .close());
        }
    }

    /** Many ports taken for TCP only: sooner or later the system offers one of them for UDP. */
    @Test
    void shouldTryAgainWhenThePortIsFreeForUdpOnly() throws IOException {
        final List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            for (int i = 0; i < 600; i++) {
                open(new NodeAddress("127.0.0.1", 0)).close();
            }
        } finally {
            for (final ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    @Test
    void shouldNameTheLaneWhenThePortIsInUse() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            final String message = refusal(new NodeAddress("127.0.0.1", udp.getLocalPort()));
            assertTrue(message.startsWith("address in use"), message);
            assertTrue(message.contains("lane=BEST_EFFORT"), message);
        }
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final NodeAddress bind = new NodeAddress("127.0.0.1", tcp.getLocalPort());
            final String message = refusal(bind);
            assertTrue(message.startsWith("address in use"), message);
            assertTrue(message.contains("lane=RELIABLE"), message);
            // The UDP port is free again after the failure.
            new DatagramSocket(new InetSocketAddress("127.0.0.1", bind.port())).close();
        }
    }

    @Test
    void shouldSayWhyWhenTheAddressIsNoneOfThisMachine() {
        // TEST-NET-1 of RFC 5737: nobody's address.
        assertTrue(refusal(new NodeAddress("192.0.2.1", 0)).startsWith("not an address of this machine"));
        assertTrue(refusal(new NodeAddress("no-such-host.invalid", 0)).startsWith("unknown host"));
    }

    @Test
    void shouldTellOthersTheAdvertisedAddress() {
        final UdpTransportConfig.Builder builder = UdpTransportConfig.builder(new NodeAddress("0.0.0.0", 0));
        try (UdpTransport transport = UdpTransport.open(
                builder.advertise(new NodeAddress("node-1.example", 0)).build())) {
            assertEquals("node-1.example", transport.localAddress().host());
            assertTrue(transport.localAddress().port() > 0);
        }
        try (UdpTransport transport = UdpTransport.open(
                builder.advertise(new NodeAddress("node-1.example", 4_711)).build())) {
            assertEquals(new NodeAddress("node-1.example", 4_711), transport.localAddress());
        }
    }

    @Test
    void shouldBindByName() {
        try (UdpTransport transport = open(new NodeAddress("localhost", 0))) {
            assertEquals("localhost", transport.localAddress().host());
        }
    }

    @Test
    void shouldServeBothFamiliesWhenBoundToAllOverIpv6() {
        Ipv6.assumePresent();
        final UdpTransportConfig config = UdpTransportConfig.builder(new NodeAddress("::", 0))
                .advertise(new NodeAddress("::1", 0))
                .build();
        try (TransportPeer dual = new TransportPeer(UdpTransport.open(config));
                TransportPeer ipv4 = new TransportPeer(open(new NodeAddress("127.0.0.1", 0)));
                TransportPeer ipv6 = new TransportPeer(open(new NodeAddress("::1", 0)))) {
            final NodeAddress dualOverIpv4 =
                    new NodeAddress("127.0.0.1", dual.address().port());
            for (final Lane lane : Lane.values()) {
                ipv4.send(lane, dualOverIpv4, new byte[] {4});
                ipv6.send(lane, dual, new byte[] {6});
                dual.send(lane, ipv4, new byte[] {1});
                dual.send(lane, ipv6, new byte[] {1});
            }
            TransportPeer.until(
                    () -> dual.received().size() == 4
                            && ipv4.received().size() == 2
                            && ipv6.received().size() == 2,
                    dual,
                    ipv4,
                    ipv6);
            assertTrue(dual.received().stream()
                    .filter(packet -> packet.lane() == Lane.BEST_EFFORT)
                    .map(TransportPeer.Received::source)
                    .allMatch(source -> source.equals(ipv4.address()) || source.equals(ipv6.address())));
        }
    }

    @Test
    void shouldNotMixFamiliesWhenBoundToOne() {
        Ipv6.assumePresent();
        try (TransportPeer ipv4 = new TransportPeer(open(new NodeAddress("127.0.0.1", 0)));
                TransportPeer ipv6 = new TransportPeer(open(new NodeAddress("::1", 0)))) {
            for (final Lane lane : Lane.values()) {
                assertEquals(UdpTransport.UNREACHABLE, ipv4.send(lane, ipv6, new byte[1]));
                assertEquals(UdpTransport.UNREACHABLE, ipv6.send(lane, ipv4, new byte[1]));
            }
        }
    }
}
