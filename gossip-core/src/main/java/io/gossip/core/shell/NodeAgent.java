package io.gossip.core.shell;

import io.gossip.LifecycleException;
import io.gossip.core.node.GossipNode;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;

/**
 * The duty cycle of one run of a node: commands of other threads, the node, then sleep until a packet, a command or the
 * next deadline. One thread at a time, the protocol thread.
 *
 * <p>Guarantees: a command handed over is run or failed, exactly one of the two; what a command began, and what is waited
 * for, ends at the latest with the run; {@link #farewell} and {@link #ended} complete in any case; nothing a cycle throws ends the run, only {@link #requestEnd} does. Assumption: {@link #onClose}
 * is called by whoever drives it, after the last cycle.
 */
final class NodeAgent implements Agent {
    /** An upper bound of a sleep, against a clock that is not as monotonic as it should be. */
    private static final long MAX_SLEEP_NS = 1_000_000_000L;
    /** After a cycle that threw, lest one that throws always takes a whole core. */
    private static final long PAUSE_NS = 10_000_000L;

    private static final int FAILED = -1;

    private final GossipNode node;
    private final Transport transport;
    private final NanoClock clock;
    private long cycleNs;
    private final Doorbell doorbell;
    private final CycleFailures failures;
    private final Effects effects;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final List<JoinWatch> watches = new ArrayList<>();
    private final CompletableFuture<Boolean> farewell = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile long dueNs;
    private volatile boolean isEndRequested;
    private volatile boolean isOver;

    /** What others are told, on the protocol thread. */
    interface Effects {
        /** A cycle did something, or the run has ended. */
        void onProgress();

        /** Nothing of this run moves any more; once. */
        void onEnd();
    }

    /** @param effects told of what comes of it */
    NodeAgent(
            final GossipNode node,
            final Transport transport,
            final NanoClock clock,
            final Doorbell doorbell,
            final CycleFailures failures,
            final Effects effects) {
        this.node = node;
        this.transport = transport;
        this.clock = clock;
        this.doorbell = doorbell;
        this.failures = failures;
        this.effects = effects;
        this.dueNs = clock.nanoTime();
    }

    @Override
    public String roleName() {
        return "gossip-" + node.config().nodeId();
    }

    /** Hands a command over; one that comes too late is failed on the calling thread. Any thread. */
    void submit(final Command command) {
        commands.add(command);
        doorbell.run();
        if (isOver) {
            failCommands();
        }
    }

    /** The run ends with the cycle under way, or else the next. Any thread, the protocol thread too. */
    void requestEnd() {
        isEndRequested = true;
        doorbell.run();
    }

    boolean isEndRequested() {
        return isEndRequested;
    }

    /** @return whether the run has ended; any thread */
    boolean isOver() {
        return isOver;
    }

    /** Completes with the next cycle that finds it done. Protocol thread, or before the first cycle. */
    void watch(final JoinWatch watch) {
        watches.add(watch);
    }

    /** On a thread of its own: sleeps when idle. Interrupts mean nothing here: a run is ended by stop and close only. */
    @Override
    public int doWork() {
        Thread.interrupted();
        final int work = cycle();
        if (isEndRequested) {
            throw new AgentTerminationException("asked to end");
        }
        if (work == FAILED) {
            LockSupport.parkNanos(PAUSE_NS);
        } else if (work == 0) {
            Thread.interrupted();
            transport.await(Math.min(idleNs(), MAX_SLEEP_NS));
        }
        return work;
    }

    /** @return things done, 0 when idle, negative when it failed; does not sleep, does not throw */
    int cycle() {
        try {
            return unguardedCycle();
        } catch (final Throwable e) {
            failures.onFailure(e);
            return FAILED;
        }
    }

    private int unguardedCycle() {
        doorbell.answer();
        final long nowNs = clock.nanoTime();
        cycleNs = nowNs;
        int work = runCommands(nowNs);
        work += node.doWork(nowNs);
        completeWatches(nowNs);
        if (node.isStopped()) {
            farewell.complete(true);
        }
        dueNs = nextDueNs();
        if (work > 0) {
            effects.onProgress();
        }
        return work;
    }

    private int runCommands(final long nowNs) {
        int count = 0;
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            count++;
            try {
                command.run(node, nowNs);
            } catch (final RuntimeException e) {
                command.fail(e);
            }
        }
        return count;
    }

    private void completeWatches(final long nowNs) {
        for (int i = watches.size() - 1; i >= 0; i--) {
            if (watches.get(i).tryComplete(node, nowNs)) {
                watches.remove(i);
            }
        }
    }

    private long nextDueNs() {
        long earliestNs = node.nextDeadlineNs();
        for (final JoinWatch watch : watches) {
            earliestNs = Math.min(earliestNs, watch.deadlineNs());
        }
        return earliestNs;
    }

    /** @return time since the cycle under way began; in a cycle */
    long inCycleNs() {
        return clock.nanoTime() - cycleNs;
    }

    /** @return completes with true when the node has said good-bye, with false when it ended without */
    CompletableFuture<Boolean> farewell() {
        return farewell;
    }

    /** @return completes when nothing of this run moves any more */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** @return how long nothing is due, as of the last cycle; 0 when something is, or waits. Any thread */
    long idleNs() {
        if (doorbell.isRung()) {
            return 0;
        }
        final long due = dueNs;
        return due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, due - clock.nanoTime());
    }

    @Override
    public void onClose() {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            node.stop();
            transport.close();
            effects.onEnd();
        } finally {
            failCommands();
            watches.forEach(watch -> watch.fail(stopped()));
            watches.clear();
            farewell.complete(false);
            ended.complete(null);
            // Who was woken by the end itself may have looked before this, and would wait on.
            effects.onProgress();
        }
    }

    private void failCommands() {
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            command.fail(stopped());
        }
    }

    private LifecycleException stopped() {
        return new LifecycleException(
                "stopped meanwhile, nodeId=" + node.config().nodeId());
    }
}
