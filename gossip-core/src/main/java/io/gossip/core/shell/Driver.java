package io.gossip.core.shell;

import io.gossip.LifecycleException;
import io.gossip.NodeId;
import io.gossip.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NoOpIdleStrategy;

/**
 * Runs one agent, on a thread of its own or on those of its callers, and lets callers wait for what it brings about
 * without ever waiting for themselves.
 */
final class Driver {
    private static final Logger LOG = System.getLogger("io.gossip");
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final NodeId node;
    private final NodeAgent agent;
    private final Transport transport;
    private final AgentRunner runner;
    private final AtomicLong failures;
    private final ReentrantLock turn = new ReentrantLock();

    /** @param failures counts what the agent threw, which is a bug here or in a transport, and goes on after */
    Driver(
            final NodeId node,
            final NodeAgent agent,
            final Transport transport,
            final boolean isOwnThread,
            final AtomicLong failures) {
        this.node = node;
        this.agent = agent;
        this.transport = transport;
        this.failures = failures;
        this.runner = isOwnThread ? new AgentRunner(NoOpIdleStrategy.INSTANCE, this::onError, null, agent) : null;
    }

    private void onError(final Throwable cause) {
        if (failures.getAndIncrement() == 0) {
            LOG.log(Level.ERROR, "a duty cycle failed; further ones are only counted, nodeId=" + node, cause);
        }
    }

    NodeAgent agent() {
        return agent;
    }

    void start(final ThreadFactory threads) {
        if (runner != null) {
            AgentRunner.startOnThread(runner, threads);
        }
    }

    /** @return things done in a cycle on this thread; 0 when another is at it, or there is a thread for it */
    int tryCycle() {
        if (runner != null || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            return 0;
        }
        try {
            return agent.doWork();
        } catch (final RuntimeException e) {
            onError(e);
            return 1;
        } finally {
            turn.unlock();
        }
    }

    /** @throws LifecycleException when this thread is the one that would have to bring it about */
    void checkMayWait() {
        final boolean isAgentThread = runner != null && runner.thread() == Thread.currentThread();
        if (isAgentThread || turn.isHeldByCurrentThread()) {
            throw new LifecycleException(
                    "would wait for itself: called on the thread that drives the node, nodeId=" + node);
        }
    }

    /**
     * Waits until something is so, running cycles meanwhile where nobody else does.
     *
     * @param timeoutNs longest wait
     * @param isDone cheap, looked at often
     * @param sleep waits a little, at most the given nanoseconds, for the other thread's work
     * @return whether it is so
     */
    boolean await(final long timeoutNs, final BooleanSupplier isDone, final Sleep sleep) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        boolean isInterrupted = false;
        while (!isDone.getAsBoolean()) {
            final long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0 || isInterrupted) {
                break;
            }
            isInterrupted = !waitALittle(leftNs, sleep);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        return isDone.getAsBoolean();
    }

    private boolean waitALittle(final long leftNs, final Sleep sleep) {
        if (runner == null && tryCycle() > 0) {
            return true;
        }
        try {
            sleep.sleep(runner == null ? Math.min(leftNs, Math.min(SLICE_NS, Math.max(1, agent.idleNs()))) : leftNs);
            return true;
        } catch (final InterruptedException e) {
            return false;
        }
    }

    /** Waits for something that may come earlier. */
    @FunctionalInterface
    interface Sleep {
        /** @param ns at most so long */
        void sleep(long ns) throws InterruptedException;
    }

    /** Ends the run: no cycle is under way afterwards, the transport is closed. Not on the agent's thread. */
    void stop() {
        transport.wakeup();
        if (runner != null) {
            runner.close();
        } else {
            turn.lock();
            try {
                agent.onClose();
            } finally {
                turn.unlock();
            }
        }
    }
}
