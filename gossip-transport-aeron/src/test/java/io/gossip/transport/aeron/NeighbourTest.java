package io.gossip.transport.aeron;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who shares a driver uses its memory; whoever does not, or is not sure, the network. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NeighbourTest {
    private static final NodeAddress ANY = new NodeAddress("127.0.0.1", 0);

    @TempDir
    private Path folder;

    private final List<TransportPeer> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(TransportPeer::close);
    }

    private TransportPeer open(final AeronTransportConfig.Builder builder) {
        final TransportPeer peer = new TransportPeer(AeronTransport.open(builder.build()));
        opened.add(peer);
        return peer;
    }

    private AeronTransportConfig.Builder at(final NodeAddress bind) {
        return AeronTransportConfig.builder(bind).embeddedDirectory(folder);
    }

    private static long near(final TransportPeer peer) {
        return ((AeronTransport) peer.transport()).counters().value(AeronCounter.PUBLICATIONS_NEAR);
    }

    private static void exchange(final Lane lane, final TransportPeer from, final TransportPeer to) {
        to.received().clear();
        TransportPeer.until(() -> from.send(lane, to, bytes(3, 300)) == Transport.SENT, from, to);
        TransportPeer.until(() -> !to.received().isEmpty(), to, from);
        assertArrayEquals(bytes(3, 300), to.received().get(0).bytes());
        assertEquals(from.address(), to.received().get(0).source());
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseTheMemoryOfTheDriverThatBothHave(final Lane lane) {
        final TransportPeer a = open(at(ANY));
        final TransportPeer b = open(at(ANY));
        exchange(lane, a, b);
        exchange(lane, b, a);
        assertEquals(1, near(a));
        assertEquals(1, near(b));
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseTheNetworkBetweenTwoDrivers(final Lane lane) throws IOException {
        final TransportPeer a = open(at(ANY));
        final TransportPeer b = open(at(ANY).embeddedDirectory(Files.createDirectory(folder.resolve("other"))));
        exchange(lane, a, b);
        exchange(lane, b, a);
        assertEquals(0, near(a) + near(b));
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseTheNetworkWhenOneOfThemDoesNotWantTheMemory(final Lane lane) {
        final TransportPeer a = open(at(ANY));
        final TransportPeer b = open(at(ANY).ipc(false));
        exchange(lane, a, b);
        exchange(lane, b, a);
        assertEquals(0, near(a) + near(b));
    }

    /** Nobody can tell which of them is meant; the network leads to whoever listens there. */
    @Test
    void shouldUseTheNetworkWhenTwoGiveTheSameAddress() {
        final TransportPeer a = open(at(ANY));
        final TransportPeer b = open(at(ANY));
        final TransportPeer c = open(at(ANY).advertise(b.address()));
        // The driver tells of the sender before it tells of what is sent.
        exchange(Lane.RELIABLE, c, a);
        exchange(Lane.RELIABLE, a, b);
        assertEquals(List.of(), c.received());
        assertEquals(0, near(a));
    }

    /** What was sent before anybody listened takes the better way once there is one, and keeps its order. */
    @Test
    void shouldChangeTheWayWithAllThatWaits() throws IOException {
        final TransportPeer a = open(at(ANY));
        final TransportPeer elsewhere = open(at(ANY).embeddedDirectory(Files.createDirectory(folder.resolve("other"))));
        final NodeAddress address = elsewhere.address();
        elsewhere.close();
        for (int i = 0; i < 50; i++) {
            assertEquals(Transport.SENT, a.send(Lane.RELIABLE, address, bytes(i, 5_000)));
            a.poll();
        }
        assertEquals(0, near(a));
        final TransportPeer b = open(at(address));
        TransportPeer.until(() -> b.received().size() == 50, b, a);
        for (int i = 0; i < 50; i++) {
            assertArrayEquals(bytes(i, 5_000), b.received().get(i).bytes(), "i=" + i);
        }
        assertEquals(1, near(a));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReachANeighbourThatHasMovedToAnotherDriver(final Lane lane) throws IOException {
        final TransportPeer a = open(at(ANY));
        final TransportPeer first = open(at(ANY));
        exchange(lane, a, first);
        assertEquals(1, near(a));
        first.close();
        final TransportPeer second =
                open(at(first.address()).embeddedDirectory(Files.createDirectory(folder.resolve("other"))));
        TransportPeer.until(
                () -> {
                    a.send(lane, second, bytes(2, 20));
                    return !second.received().isEmpty();
                },
                second,
                a);
    }

    @Test
    void shouldReachItself() {
        final TransportPeer a = open(at(ANY));
        exchange(Lane.BEST_EFFORT, a, a);
        exchange(Lane.RELIABLE, a, a);
    }

    /** A host that is too long to be announced is reached all the same: by the network. */
    @Test
    void shouldUseTheNetworkForAHostThatIsTooLongToSay() {
        final TransportPeer a = open(at(ANY));
        final TransportPeer b = open(at(ANY).advertise(new NodeAddress("x".repeat(200), 0)));
        exchange(Lane.RELIABLE, b, a);
        assertEquals(1, near(b));
        assertEquals("x".repeat(200), a.received().get(0).source().host());
    }
}
