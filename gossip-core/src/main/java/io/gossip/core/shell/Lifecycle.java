package io.gossip.core.shell;

import io.gossip.LifecycleException;
import io.gossip.NodeId;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The phases of a gossiper and the moves between them.
 *
 * <p>Invariants: at most one run moves at any time; from CLOSED nothing leads away; the lock is held for a move only,
 * never while something is waited for, opened or ended, so that a call that does not fit fails at once, whatever another
 * thread is waiting for, and the protocol thread may make any call.
 */
final class Lifecycle {
    /** How long user code on the protocol thread is waited for by those who end the run. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(5);

    enum Phase {
        CREATED,
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        CLOSED
    }

    private final NodeId node;
    private final Object move = new Object();
    private volatile Phase phase = Phase.CREATED;
    /** The last that was published: not cleared when it ends, since calls to it fail by themselves then. */
    private volatile Run run;

    Lifecycle(final NodeId node) {
        this.node = node;
    }

    /**
     * @param opener makes a run that does not move yet; may block and throw
     * @param threads makes its thread, if it has one
     * @return the run, which moves
     * @throws LifecycleException when this is no phase to start in, or it was closed meanwhile
     */
    Run start(final Supplier<Run> opener, final ThreadFactory threads) {
        final Phase before = beginStart();
        Phase next = before;
        Run opened = null;
        try {
            opened = opener.get();
            publish(opened);
            opened.driver().start(threads);
            next = Phase.RUNNING;
            return opened;
        } finally {
            if (next != Phase.RUNNING) {
                giveUpStart(opened, before);
            }
        }
    }

    private Phase beginStart() {
        synchronized (move) {
            if (phase != Phase.CREATED && phase != Phase.STOPPED) {
                throw refusal("cannot be started");
            }
            if (run != null && !run.hasEnded()) {
                throw refusal("still stopping: user code holds the protocol thread");
            }
            final Phase before = phase;
            phase = Phase.STARTING;
            return before;
        }
    }

    private void publish(final Run opened) {
        synchronized (move) {
            if (phase != Phase.STARTING) {
                throw refusal("closed while it was started");
            }
            run = opened;
            phase = Phase.RUNNING;
        }
    }

    private void giveUpStart(final Run opened, final Phase before) {
        synchronized (move) {
            if (phase == Phase.STARTING || phase == Phase.RUNNING && run == opened) {
                phase = before;
            }
        }
        if (opened != null) {
            // Its thread has not begun, so this is the only one.
            opened.driver().agent().onClose();
        }
    }

    /** @return the run, which is still moving; to be handed to {@link #endStop} */
    Run beginStop() {
        synchronized (move) {
            if (phase != Phase.RUNNING) {
                throw refusal("not running");
            }
            run.driver().checkMayWait();
            phase = Phase.STOPPING;
            return run;
        }
    }

    void endStop(final Run stopping) {
        stopping.driver().stop(GRACE_NS);
        synchronized (move) {
            if (phase == Phase.STOPPING) {
                phase = Phase.STOPPED;
            }
        }
    }

    /** Ends what is going on, for good. Any thread, any number of times. */
    void close() {
        final Run last;
        synchronized (move) {
            phase = Phase.CLOSED;
            last = run;
        }
        if (last != null) {
            last.driver().stop(GRACE_NS);
        }
    }

    /**
     * Does what only the protocol thread does otherwise; no run begins meanwhile.
     *
     * @param action short; it calls nothing here and no code of the user's
     * @return what it returned
     * @throws LifecycleException when a run is going on, begins or ends
     */
    <T> T whileNothingRuns(final Supplier<T> action) {
        synchronized (move) {
            final boolean isMoving = phase == Phase.STARTING || phase == Phase.RUNNING || phase == Phase.STOPPING;
            if (isMoving || run != null && !run.hasEnded()) {
                throw refusal("starting or stopping meanwhile");
            }
            return action.get();
        }
    }

    /** @return the run that is going on, or null */
    Run runningOrNull() {
        final Phase now = phase;
        final Run last = run;
        return (now == Phase.RUNNING || now == Phase.STOPPING) && !last.hasEnded() ? last : null;
    }

    /** @throws LifecycleException when none is going on */
    Run running() {
        final Run current = runningOrNull();
        if (current == null) {
            throw refusal("not running");
        }
        return current;
    }

    private LifecycleException refusal(final String fact) {
        return new LifecycleException(fact + ", nodeId=" + node + " phase=" + phase);
    }
}
