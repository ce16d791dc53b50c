package io.gossip.it.node;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.GossipEvent;
import io.gossip.NodeStatus;
import io.gossip.it.TransportUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes of one scenario, all over one transport. When closed, all of them are killed and must have been silent. */
public final class RemoteCluster implements AutoCloseable {
    /** Many times what anything takes on a quiet machine; only failures wait that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long POLL_NS = Duration.ofMillis(20).toNanos();

    private final TransportUnderTest transport;
    private final List<RemoteNode> launched = new ArrayList<>();

    public RemoteCluster(final TransportUnderTest transport) {
        this.transport = transport;
    }

    /** @return settings of a node of an open cluster on the loopback address, over the transport under test */
    public NodeSettings settings(final String id) {
        return NodeSettings.open(id, transport.transportName());
    }

    /** @return a process with a node of an open cluster that is not started yet; it need not be waited for */
    public RemoteNode launch(final String id) {
        return launch(settings(id));
    }

    /** @return the same with other settings */
    public RemoteNode launch(final NodeSettings settings) {
        return launch(settings, List.of());
    }

    /** @return the same, with words before its command line */
    public RemoteNode launch(final NodeSettings settings, final List<String> prefix) {
        final RemoteNode node = new RemoteNode(settings, transport.jvmFlags(), prefix);
        launched.add(node);
        return node;
    }

    /** Starts nodes side by side, each with all of them declared as quorum members at the addresses they are bound to. */
    public static void startDeclared(final RemoteNode... nodes) {
        for (final RemoteNode node : nodes) {
            node.beginStart(Stream.of(nodes)
                    .filter(other -> other != node)
                    .collect(Collectors.toMap(RemoteNode::id, RemoteNode::address)));
        }
        for (final RemoteNode node : nodes) {
            node.awaitStart();
        }
    }

    /**
     * Waits until all of some nodes show what is expected, in the same round of questions.
     *
     * @param expectation what, in words
     * @param holds whether it is shown
     * @param nodes who must show it
     */
    public static void await(final String expectation, final Predicate<NodeState> holds, final RemoteNode... nodes) {
        await(expectation, () -> states(nodes), shown -> shown.stream().allMatch(holds));
    }

    /** Waits until a node has reported an event of that kind. */
    public static void awaitEvent(final Class<? extends GossipEvent> kind, final RemoteNode node) {
        await(kind.getSimpleName() + " at " + node.id(), () -> node.eventsSeen(kind), count -> count > 0);
    }

    /** Looks at some nodes for a while, and expects that all of them show the same, every time. */
    public static void watch(
            final String expectation,
            final Predicate<NodeState> holds,
            final Duration time,
            final RemoteNode... nodes) {
        final long beginNs = System.nanoTime();
        do {
            final List<NodeState> shown = states(nodes);
            assertTrue(shown.stream().allMatch(holds), () -> "not any more: " + expectation + "\nshown: " + shown);
            LockSupport.parkNanos(POLL_NS);
        } while (System.nanoTime() - beginNs < time.toNanos());
    }

    private static <T> void await(final String expectation, final Supplier<T> shown, final Predicate<T> holds) {
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        for (T now = shown.get(); !holds.test(now); now = shown.get()) {
            if (System.nanoTime() - deadlineNs > 0) {
                fail("not in time: " + expectation + "\nshown: " + now);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static List<NodeState> states(final RemoteNode... nodes) {
        return Stream.of(nodes).map(RemoteNode::state).toList();
    }

    /** Waits until each of the nodes is UP, sees exactly these, all UP and where they are, and exactly these values. */
    public static void awaitAgreement(final Map<String, String> values, final RemoteNode... nodes) {
        final Map<String, NodeStatus> statuses = new TreeMap<>();
        final Map<String, String> addresses = new TreeMap<>();
        for (final RemoteNode node : nodes) {
            statuses.put(node.id(), NodeStatus.UP);
            addresses.put(node.id(), node.address().toString());
        }
        final NodeState agreed = new NodeState(NodeStatus.UP, statuses, addresses, new TreeMap<>(values));
        await("all show " + agreed, agreed::equals, nodes);
    }

    @Override
    public void close() {
        AssertionError failure = null;
        for (final RemoteNode node : launched) {
            try {
                node.close();
            } catch (final AssertionError e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
