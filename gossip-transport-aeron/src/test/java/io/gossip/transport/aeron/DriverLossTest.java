package io.gossip.transport.aeron;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportException;
import io.gossip.testkit.transport.TransportPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver dies under the transports, and is there again later. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DriverLossTest {
    private static final NodeAddress ANY = new NodeAddress("127.0.0.1", 0);

    @TempDir
    private Path folder;

    private final List<TransportPeer> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(TransportPeer::close);
    }

    private AeronTransport open(final AeronTransportConfig.Builder builder) {
        final AeronTransport transport =
                AeronTransport.open(builder.driverTimeout(Duration.ofSeconds(2)).build());
        opened.add(new TransportPeer(transport));
        return transport;
    }

    private TransportPeer embedded() {
        open(AeronTransportConfig.builder(ANY).embeddedDirectory(folder));
        return opened.get(opened.size() - 1);
    }

    private TransportPeer external() {
        open(AeronTransportConfig.builder(ANY).aeronDirectory(folder.resolve("driver")));
        return opened.get(opened.size() - 1);
    }

    private static long count(final TransportPeer peer, final AeronCounter counter) {
        return ((AeronTransport) peer.transport()).counters().value(counter);
    }

    /** Sends again and again, as the protocol would, until one of them arrives. */
    private static void untilDelivered(final Lane lane, final TransportPeer a, final TransportPeer b) {
        b.received().clear();
        TransportPeer.until(
                () -> {
                    a.send(lane, b, bytes(1, 100));
                    return b.received().stream().anyMatch(received -> received.lane() == lane);
                },
                a,
                b);
    }

    @Test
    void shouldGetAnotherEmbeddedDriverWhenItsOwnIsLost() {
        final TransportPeer a = embedded();
        final TransportPeer b = embedded();
        final NodeAddress addressOfB = b.address();
        untilDelivered(Lane.RELIABLE, a, b);
        ((AeronTransport) a.transport()).breakDriver();
        TransportPeer.until(
                () -> count(a, AeronCounter.DRIVERS_LOST) == 1 && count(b, AeronCounter.DRIVERS_LOST) == 1, a, b);
        for (final Lane lane : Lane.values()) {
            untilDelivered(lane, a, b);
            untilDelivered(lane, b, a);
        }
        assertEquals(addressOfB, b.address());
        assertEquals(2, count(a, AeronCounter.DRIVERS_CONNECTED));
    }

    @Test
    void shouldGoOnWhenAnExternalDriverWasKilledUnderLoadAndIsBack() {
        try (DriverProcess driver = new DriverProcess(folder.resolve("driver"))) {
            driver.start();
            final TransportPeer a = external();
            final TransportPeer b = external();
            untilDelivered(Lane.BEST_EFFORT, a, b);
            final byte[] large = bytes(1, 200_000);
            driver.kill();
            TransportPeer.until(
                    () -> {
                        final int code = a.send(Lane.RELIABLE, b, large);
                        assertTrue(code == Transport.SENT || code == Transport.BACK_PRESSURED, () -> "code=" + code);
                        a.send(Lane.BEST_EFFORT, b, bytes(1, 10));
                        return count(a, AeronCounter.DRIVERS_LOST) == 1 && count(b, AeronCounter.DRIVERS_LOST) == 1;
                    },
                    a,
                    b);
            assertEquals(Transport.BACK_PRESSURED, a.send(Lane.RELIABLE, b, large));
            assertTrue(count(a, AeronCounter.MESSAGE_BYTES_LOST) > 0, "what waited is counted");
            // Nobody is there: it is tried again and again, and nothing else goes wrong meanwhile.
            TransportPeer.until(() -> count(a, AeronCounter.DRIVER_CONNECTS_FAILED) > 0, a, b);
            driver.start();
            for (final Lane lane : Lane.values()) {
                untilDelivered(lane, a, b);
                untilDelivered(lane, b, a);
            }
        }
    }

    @Test
    void shouldSayThatThereIsNoDriver() {
        final Path nowhere = folder.resolve("nowhere");
        final TransportException thrown = assertThrows(
                TransportException.class,
                () -> open(AeronTransportConfig.builder(ANY).aeronDirectory(nowhere)));
        assertTrue(thrown.getMessage().contains("aeronDirectory=" + nowhere), thrown::getMessage);
    }

    @Test
    void shouldCloseWhileThereIsNoDriver() {
        try (DriverProcess driver = new DriverProcess(folder.resolve("driver"))) {
            driver.start();
            final TransportPeer a = external();
            driver.kill();
            TransportPeer.until(() -> count(a, AeronCounter.DRIVERS_LOST) == 1, a);
            a.poll();
            a.close();
            assertEquals(Transport.CLOSED, a.send(Lane.RELIABLE, a, new byte[1]));
            TransportPeer.until(
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("gossip-aeron-connect")),
                    a);
        }
    }
}
