package io.gossip.testkit.transport;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every transport must do, whatever is underneath. A subclass says how one is opened:
 *
 * <pre>{@code
 * class MyTransportTest extends TransportContract {
 *     protected Transport open() { return new MyTransport(new NodeAddress("127.0.0.1", 0)); }
 *     protected Transport openAgain(NodeAddress address) { return new MyTransport(address); }
 * }
 * }</pre>
 *
 * What cannot hold for one of a kind (names, memory, files, threads) has a method here to override; a test that is left
 * out for it shows as skipped. Needs the engine of JUnit Jupiter on the class path.
 */
@Isolated("looks at all threads there are")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TransportContract extends CloseContract {
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 2_000;
    private static final int MAX_ROUNDS = 30;
    private static final int LENGTH = 500;
    private static final int POLL_LIMIT = 16;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A label of a name has 63 characters at most: refused by every resolver without asking anyone. */
    private static final String NO_NAME = "x".repeat(64) + ".invalid";

    private long received;
    private final NioBuffer packet = NioBuffer.allocateDirect(LENGTH);
    private final PacketHandler counting =
            (lane, source, bytes, offset, length) -> received += source.port() > 0 ? 1 : 0;

    /** For subclasses. */
    protected TransportContract() {}

    /** @return an address that is well-formed, of a host that does not exist; empty where every host may exist */
    protected Optional<NodeAddress> unresolvable() {
        return Optional.of(new NodeAddress(NO_NAME, 7_946));
    }

    /** @return whether sending and polling leaves the driving thread's heap alone once the peer is known */
    protected boolean isAllocationMeasured() {
        return true;
    }

    /** @return where the transport might leave files behind */
    protected List<Path> directories() {
        return List.of();
    }

    /** Names are looked up elsewhere meanwhile, and what is not found is said at the sender. */
    @ParameterizedTest
    @EnumSource
    public void shouldSayThatANameIsUnknown(final Lane lane) {
        assumeTrue(unresolvable().isPresent(), "every host may exist");
        final TransportPeer a = peer();
        final NodeAddress nowhere = unresolvable().orElseThrow();
        TransportPeer.until(() -> a.send(lane, nowhere, new byte[1]) == Transport.UNREACHABLE, a);
        assertStillWorks(a);
    }

    /** As measured by the JVM: in some round the driving thread allocates nothing at all. */
    @ParameterizedTest
    @EnumSource
    public void shouldAllocateNothingInSteadyState(final Lane lane) {
        assumeTrue(isAllocationMeasured(), "not measured");
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        exchange(lane, a.transport(), b.transport(), WARM_UP);
        long least = Long.MAX_VALUE;
        // The compiler allocates now and then on the running thread; what the code allocates comes back in every round.
        for (int i = 0; i < MAX_ROUNDS && least > 0; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            exchange(lane, a.transport(), b.transport(), MEASURED);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes in " + MEASURED + " packets");
    }

    private void exchange(final Lane lane, final Transport from, final Transport to, final int packets) {
        for (int i = 0; i < packets; i++) {
            final long before = received;
            while (from.send(lane, to.localAddress(), packet, 0, LENGTH) != Transport.SENT) {
                letTimePass(from, 1);
                from.poll(counting, POLL_LIMIT);
            }
            while (received == before) {
                letTimePass(to, STEP_NS);
                to.poll(counting, POLL_LIMIT);
                from.poll(counting, POLL_LIMIT);
            }
        }
    }

    @Test
    public void shouldLeaveNoThreadAndNoFileBehind() throws IOException {
        final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
        final Map<Path, Set<String>> filesBefore = files();
        for (int i = 0; i < 3; i++) {
            final TransportPeer a = peer();
            assertStillWorks(a);
            a.send(Lane.RELIABLE, a, bytes(1, 100_000));
            closeAll();
        }
        assertEquals(filesBefore, files());
        final long deadlineNs = System.nanoTime() + TransportPeer.PATIENCE_NS;
        while (!newThreads(threadsBefore).isEmpty() && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), newThreads(threadsBefore));
    }

    /** Those of the test's own runner come and go. */
    private static List<Thread> newThreads(final Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .filter(thread -> !thread.getName().startsWith("junit"))
                .toList();
    }

    private Map<Path, Set<String>> files() throws IOException {
        final Map<Path, Set<String>> files = new TreeMap<>();
        for (final Path directory : directories()) {
            try (Stream<Path> inside = Files.list(directory)) {
                files.put(
                        directory,
                        inside.map(file -> file.getFileName().toString())
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return files;
    }

    @Test
    public void shouldCountWhatItDid() {
        final TransportPeer a = peer();
        final Set<String> labels = Set.copyOf(a.transport().countersByLabel().keySet());
        assertStillWorks(a);
        assertEquals(labels, a.transport().countersByLabel().keySet());
        a.close();
        assertEquals(labels, a.transport().countersByLabel().keySet());
        assertTrue(a.transport().countersByLabel().values().stream().allMatch(count -> count >= 0));
    }
}
