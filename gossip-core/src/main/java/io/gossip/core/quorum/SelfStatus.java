package io.gossip.core.quorum;

import io.gossip.NodeStatus;
import io.gossip.StateEvent;
import io.gossip.core.task.TimedTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * This node's status over time: events move it, and losing the quorum starts a timer of the quorum timeout. A timer is
 * void once a later loss has started another; one that fires in another state is
 * harmless. Protocol thread only; the status may be read from any thread.
 */
public final class SelfStatus implements TimedTask, Supplier<NodeStatus> {
    /** Hears of changes. */
    @FunctionalInterface
    public interface Listener {
        /** The status changed, on the protocol thread. */
        void onSelfStatus(NodeStatus before, NodeStatus after);
    }

    private final long quorumTimeoutNs;
    private final BooleanSupplier quorum;
    private final Listener listener;
    private volatile NodeStatus status = NodeStatus.NOT_IN_QUORUM;
    private long timeoutNs = NEVER;

    /**
     * @param quorumTimeoutNs how long a lost quorum is only suspected
     * @param quorum evaluates the quorum as it stands
     * @param listener hears of changes
     */
    public SelfStatus(final long quorumTimeoutNs, final BooleanSupplier quorum, final Listener listener) {
        this.quorumTimeoutNs = quorumTimeoutNs;
        this.quorum = quorum;
        this.listener = listener;
    }

    public NodeStatus status() {
        return status;
    }

    /** The same as {@link #status}. */
    @Override
    public NodeStatus get() {
        return status;
    }

    /** Something happened that may move the status. */
    public void onEvent(final StateEvent event, final long nowNs) {
        final NodeStatus before = status;
        final NodeStatus after = SelfStateMachine.next(before, event, quorum.getAsBoolean());
        if (before == NodeStatus.UP && after == NodeStatus.SUSPECT_NOT_IN_QUORUM) {
            timeoutNs = nowNs + quorumTimeoutNs;
        }
        if (before != after) {
            status = after;
            listener.onSelfStatus(before, after);
        }
    }

    @Override
    public long deadlineNs() {
        return timeoutNs;
    }

    @Override
    public void run(final long nowNs) {
        timeoutNs = NEVER;
        onEvent(StateEvent.TIMEOUT, nowNs);
    }
}
