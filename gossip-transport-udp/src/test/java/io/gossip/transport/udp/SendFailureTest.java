package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportPeer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lead nowhere, and packets the operating system does not want: a code and a counter, never an exception. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendFailureTest {
    private static final NodeAddress ANY = new NodeAddress("127.0.0.1", 0);

    private final Semaphore lookups = new Semaphore(0);
    private final TestClock clock = new TestClock();
    private final UdpTransport transport =
            UdpTransport.open(UdpTransportConfig.builder(ANY).build(), new Lanes.Outside(clock, this::lookup));
    private final TransportPeer peer = new TransportPeer(transport);
    private final TransportPeer other =
            new TransportPeer(UdpTransport.open(UdpTransportConfig.builder(ANY).build()));

    private InetAddress[] lookup(final String host) throws UnknownHostException {
        lookups.acquireUninterruptibly();
        if (host.equals("other.example")) {
            return new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, 1})};
        }
        throw new UnknownHostException(host);
    }

    @AfterEach
    void close() {
        lookups.release(100);
        peer.close();
        other.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutOffANameUntilItIsKnown(final Lane lane) {
        final NodeAddress name =
                new NodeAddress("other.example", other.address().port());
        assertEquals(Transport.BACK_PRESSURED, peer.send(lane, name, new byte[1]));
        assertEquals(Transport.BACK_PRESSURED, peer.send(lane, name, new byte[1]));
        assertEquals(2, transport.counters().value(UdpCounter.SENDS_UNRESOLVED));
        lookups.release();
        TransportPeer.until(() -> peer.send(lane, name, new byte[] {7}) == Transport.SENT, peer);
        TransportPeer.until(() -> !other.received().isEmpty(), other, peer);
        assertEquals(7, other.received().get(0).bytes()[0]);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatANameIsUnknown(final Lane lane) {
        final NodeAddress name = new NodeAddress("nowhere.example", 1);
        assertEquals(Transport.BACK_PRESSURED, peer.send(lane, name, new byte[1]));
        lookups.release();
        TransportPeer.until(() -> peer.send(lane, name, new byte[1]) == Transport.UNREACHABLE, peer);
        assertEquals(1, transport.counters().value(UdpCounter.RESOLVE_FAILURES));
    }

    /** A broadcast without leave, and an outside address from a socket bound to the inside one. */
    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "192.0.2.1"})
    void shouldReportWhatTheOperatingSystemRefuses(final String host) {
        final NodeAddress refused = new NodeAddress(host, 7);
        assertEquals(Transport.UNREACHABLE, peer.send(Lane.BEST_EFFORT, refused, new byte[1]));
        assertEquals(1, transport.counters().value(UdpCounter.PACKETS_FAILED));
        assertEquals(Transport.UNREACHABLE, peer.send(Lane.RELIABLE, refused, new byte[1]));
        assertEquals(1, transport.counters().value(UdpCounter.CONNECTIONS_FAILED));
        assertEquals(0, transport.counters().value(UdpCounter.CONNECTIONS_OPENED));
        assertEquals(Transport.SENT, peer.send(Lane.BEST_EFFORT, other, new byte[1]));
        assertEquals(Transport.SENT, peer.send(Lane.RELIABLE, other, new byte[1]));
        TransportPeer.until(() -> other.received().size() == 2, other, peer);
    }

    @Test
    void shouldCountInWordsForPeople() {
        peer.send(Lane.BEST_EFFORT, other, new byte[3]);
        final String text = transport.counters().toString();
        assertTrue(text.contains("packets sent=1") && text.contains("packet bytes sent=3"), text);
    }
}
