package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.MembershipMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that has stopped holds nothing: counted in threads, descriptors and direct buffers, by the JVM and the system. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossiperResourcesTest {
    private static final int CYCLES = 200;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    /** Everything a node may leave behind. */
    private record Held(long threads, Map<String, Long> descriptors, long directBuffers) {
        static Held now() {
            return new Held(nodeThreads(), openDescriptors(), directBuffersInUse());
        }

        boolean isNoMoreThan(final Held other) {
            return threads <= other.threads
                    && directBuffers <= other.directBuffers
                    && descriptors.entrySet().stream()
                            .allMatch(kind -> kind.getValue() <= other.descriptors.getOrDefault(kind.getKey(), 0L));
        }
    }

    /** Buffers of what earlier tests left to the collector are none of the nodes'. */
    private static Held baseline(final int threads) {
        final long[] least = {Long.MAX_VALUE};
        final int[] unchanged = {0};
        collectUntil(() -> {
            final long now = directBuffersInUse();
            unchanged[0] = now < least[0] ? 0 : unchanged[0] + 1;
            least[0] = Math.min(least[0], now);
            return nodeThreads() == threads && unchanged[0] >= 5;
        });
        return Held.now();
    }

    private static Gossiper open(final String id) {
        final GossiperBuilder builder = Gossiper.builder().nodeId(id).clusterId("resources");
        return builder.membershipMode(MembershipMode.OPEN).build();
    }

    @Test
    void shouldLeaveNothingBehindAfterTwoHundredStartsAndStops() {
        try (Gossiper seed = open("seed");
                Gossiper node = open("node")) {
            seed.start(GossipStartConfiguration.alone());
            cycle(node, seed, true);
            final Held before = baseline(1);
            for (int i = 0; i < CYCLES; i++) {
                // With and without good-bye, and now and then over a listener and a future, which have threads of their
                // own.
                cycle(node, seed, i % 10 == 0);
            }
            collectUntil(() -> Held.now().isNoMoreThan(before));
            assertTrue(Held.now().isNoMoreThan(before), () -> "before=" + before + " after=" + Held.now());
        }
        collectUntil(() -> nodeThreads() == 0);
        assertEquals(0, nodeThreads());
    }

    private static void cycle(final Gossiper node, final Gossiper seed, final boolean isThorough) {
        node.start(GossipStartConfiguration.seeds(seed.address()));
        if (isThorough) {
            node.subscribe(event -> {}).close();
            node.pingAsync(seed.nodeId(), seed.address()).join();
            node.stop(Duration.ofSeconds(10));
        } else {
            node.stop(Duration.ZERO);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenTwoHundredNodesAreMadeAndClosed() {
        try (Gossiper first = open("first")) {
            first.start(GossipStartConfiguration.alone());
        }
        final Held before = baseline(0);
        for (int i = 0; i < CYCLES; i++) {
            try (Gossiper never = open("never-started");
                    Gossiper node = open("node-" + i)) {
                assertTrue(never.nodes().size() == 1);
                node.start(GossipStartConfiguration.alone());
            }
        }
        collectUntil(() -> Held.now().isNoMoreThan(before));
        assertTrue(Held.now().isNoMoreThan(before), () -> "before=" + before + " after=" + Held.now());
    }

    /** Collects garbage, again and again: what is unreachable is found only by a collection, and freed only after it. */
    private static void collectUntil(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean() && System.nanoTime() < deadlineNs) {
            System.gc();
        }
    }

    private static long nodeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gossip"))
                .count();
    }

    private static long directBuffersInUse() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }

    /** @return sockets, selectors and files by kind; those of the JVM itself are the same before and after */
    private static Map<String, Long> openDescriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return Map.of();
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.map(GossiperResourcesTest::kind)
                    .filter(kind -> !kind.isEmpty())
                    .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(final Path descriptor) {
        try {
            final String target = Files.readSymbolicLink(descriptor).toString();
            if (target.contains(":[")) {
                return target.substring(0, target.indexOf(':'));
            }
            // Of the class path, the JVM opens what it comes to need.
            return target.startsWith("anon_inode") ? target : target.endsWith(".jar") ? "" : "file";
        } catch (final IOException e) {
            // Closed between the two looks.
            return "";
        }
    }
}
