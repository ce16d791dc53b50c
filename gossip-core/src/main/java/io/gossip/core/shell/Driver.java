package io.gossip.core.shell;

import io.gossip.GossipException;
import io.gossip.LifecycleException;
import io.gossip.NodeId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NoOpIdleStrategy;

/**
 * Runs one agent, on a thread of its own or on those of its callers, and lets callers wait for what it brings about
 * without ever waiting for themselves.
 */
final class Driver {
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final NodeId node;
    private final NodeAgent agent;
    private final AgentRunner runner;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Thread thread;

    Driver(final NodeId node, final NodeAgent agent, final boolean isOwnThread, final CycleFailures failures) {
        this.node = node;
        this.agent = agent;
        this.runner = isOwnThread ? new AgentRunner(NoOpIdleStrategy.INSTANCE, failures, null, agent) : null;
    }

    NodeAgent agent() {
        return agent;
    }

    /** @throws GossipException when there is no thread to be had; the run has ended then */
    void start(final ThreadFactory threads) {
        if (runner == null) {
            return;
        }
        try {
            final Thread made = threads.newThread(runner);
            if (made == null) {
                throw new GossipException("the thread factory made no thread, nodeId=" + node);
            }
            thread = made;
            made.start();
        } catch (final RuntimeException | Error e) {
            thread = null;
            agent.onClose();
            throw e instanceof GossipException typed ? typed : new GossipException("no thread, nodeId=" + node, e);
        }
    }

    /** @return things done in a cycle on this thread; 0 when another is at it, or there is a thread for it */
    int tryCycle() {
        if (runner != null || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            return 0;
        }
        try {
            final int work = agent.isOver() ? 0 : Math.abs(agent.cycle());
            endIfRequested();
            return work;
        } finally {
            turn.unlock();
        }
    }

    private void endIfRequested() {
        if (agent.isEndRequested()) {
            agent.onClose();
        }
    }

    /** @throws LifecycleException when this thread is the one that would have to bring it about */
    void checkMayWait() {
        if (isProtocolThread()) {
            throw new LifecycleException(
                    "would wait for itself: called on the thread that drives the node, nodeId=" + node);
        }
    }

    private boolean isProtocolThread() {
        return thread == Thread.currentThread() || turn.isHeldByCurrentThread();
    }

    /**
     * Waits until something is so, running cycles meanwhile where nobody else does. An interrupted thread does not wait,
     * and stays interrupted.
     *
     * @param timeoutNs longest wait
     * @param isDone cheap, looked at often
     * @param sleep waits a little, at most the given nanoseconds, for the other thread's work
     * @return whether it is so
     */
    boolean await(final long timeoutNs, final BooleanSupplier isDone, final Sleep sleep) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        while (!isDone.getAsBoolean()) {
            final long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0 || Thread.currentThread().isInterrupted()) {
                return isDone.getAsBoolean();
            }
            if (tryCycle() == 0) {
                sleepALittle(leftNs, sleep);
            }
        }
        return true;
    }

    private void sleepALittle(final long leftNs, final Sleep sleep) {
        try {
            sleep.sleep(runner == null ? Math.min(leftNs, sliceNs()) : leftNs);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing wakes a caller in invoker mode when a packet comes in. When another thread is at it, it is let be. */
    private long sliceNs() {
        final long idleNs = agent.idleNs();
        return idleNs == 0 && turn.isLocked() ? SLICE_NS : Math.min(SLICE_NS, Math.max(1, idleNs));
    }

    /** Waits for something that may come earlier. */
    @FunctionalInterface
    interface Sleep {
        /** @param ns at most so long */
        void sleep(long ns) throws InterruptedException;
    }

    /**
     * Ends the run. Any thread, any number of times. On the protocol thread it ends with the cycle under way; on others
     * it has ended at return, unless user code on the protocol thread does not come back within the time: then it ends
     * when that does. Interrupts are put off.
     */
    void stop(final long graceNs) {
        agent.requestEnd();
        if (isProtocolThread() || agent.ended().isDone()) {
            return;
        }
        final long deadlineNs = System.nanoTime() + graceNs;
        boolean isInterrupted = false;
        while (true) {
            try {
                awaitEnd(deadlineNs);
                break;
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd(final long deadlineNs) throws InterruptedException {
        if (runner == null && turn.tryLock(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            try {
                // What was handed over before the end, a good-bye for instance, is still done.
                if (!agent.isOver()) {
                    agent.cycle();
                }
                agent.onClose();
            } finally {
                turn.unlock();
            }
        }
        sleepUntil(agent.ended(), deadlineNs - System.nanoTime());
        final Thread started = thread;
        if (started != null && agent.ended().isDone()) {
            final long leftMs = (deadlineNs - System.nanoTime()) / TimeUnit.MILLISECONDS.toNanos(1);
            started.join(Math.max(1, leftMs));
        }
    }

    /** Waits for a future, however it ends, and not longer than so. */
    static void sleepUntil(final CompletableFuture<?> future, final long ns) throws InterruptedException {
        try {
            future.get(ns, TimeUnit.NANOSECONDS);
        } catch (final TimeoutException | ExecutionException e) {
            // The caller looks at the future.
        }
    }
}
