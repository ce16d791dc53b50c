package io.gossip.transport.udp;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.testkit.transport.TransportPeer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was opened is closed: descriptors, threads, memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResourcesTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int CYCLES = 200;
    private static final long TOLERATED_DIRECT = 2 * 1024 * 1024;

    private static TransportPeer open() {
        return new TransportPeer(UdpTransport.open(
                UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0)).build()));
    }

    private static void openUseAndClose() {
        try (TransportPeer a = open();
                TransportPeer b = open()) {
            // After the others, which else might be given its port.
            final TransportPeer dead = open();
            dead.close();
            for (final Lane lane : Lane.values()) {
                a.send(lane, b, bytes(1, 1_000));
                b.send(lane, a, bytes(2, 1_000));
                a.send(lane, dead, bytes(3, 10));
                a.send(lane, new NodeAddress("no-such-host.invalid", 1), bytes(4, 10));
            }
            TransportPeer.until(() -> a.received().size() == 2 && b.received().size() == 2, a, b);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenClosed() throws Exception {
        openUseAndClose();
        final long descriptors = descriptors();
        final long direct = directBytes();
        for (int i = 0; i < CYCLES; i++) {
            openUseAndClose();
        }
        final long deadlineNs = System.nanoTime() + TransportPeer.PATIENCE_NS;
        while ((!threads().isEmpty() || directBytes() > direct + TOLERATED_DIRECT) && System.nanoTime() < deadlineNs) {
            System.gc();
            Thread.onSpinWait();
        }
        assertEquals(List.of(), threads());
        assertTrue(directBytes() <= direct + TOLERATED_DIRECT, () -> "before=" + direct + " after=" + directBytes());
        // One or two may have been opened by the JVM itself; a leak would be hundreds.
        assertTrue(
                descriptors() <= descriptors + CYCLES / 20, () -> "before=" + descriptors + " after=" + descriptors());
    }

    private static long descriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        } catch (final java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("gossip"))
                .map(thread -> thread.getKey() + " at " + Arrays.toString(thread.getValue()))
                .toList();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void shouldHaveNoThreadOfItsOwn() {
        try (TransportPeer a = open();
                TransportPeer b = open()) {
            a.send(Lane.RELIABLE, b, bytes(1, 10));
            TransportPeer.until(() -> !b.received().isEmpty(), b, a);
            assertEquals(List.of(), threads());
        }
    }

    @Test
    void shouldBlockWhileIdle() {
        try (TransportPeer a = open();
                TransportPeer b = open()) {
            // With a connection there is a timer of its own to wait for.
            a.send(Lane.RELIABLE, b, bytes(1, 10));
            TransportPeer.until(() -> !b.received().isEmpty(), b, a);
            assertTrue(loopsWithin(a, 400) <= 5, "the sender does not block");
            assertTrue(loopsWithin(b, 400) <= 5, "the receiver does not block");
        }
    }

    private static int loopsWithin(final TransportPeer peer, final int milliseconds) {
        final long beginNs = System.nanoTime();
        int loops = 0;
        while (System.nanoTime() - beginNs < TimeUnit.MILLISECONDS.toNanos(milliseconds)) {
            peer.transport().await(TimeUnit.MILLISECONDS.toNanos(200));
            peer.poll();
            loops++;
        }
        return loops;
    }
}
