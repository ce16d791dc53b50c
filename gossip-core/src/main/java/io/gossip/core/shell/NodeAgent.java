package io.gossip.core.shell;

import io.gossip.LifecycleException;
import io.gossip.core.node.GossipNode;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The duty cycle of one run of a node: commands of other threads, the node, then sleep until a packet, a command or the
 * next deadline. One thread at a time, the protocol thread; {@link #submit} from any.
 */
final class NodeAgent implements Agent {
    /** An upper bound of a sleep, against a clock that is not as monotonic as it should be. */
    private static final long MAX_SLEEP_NS = 1_000_000_000L;

    private final GossipNode node;
    private final Transport transport;
    private final NanoClock clock;
    private final boolean isSleeper;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final List<JoinWatch> watches = new ArrayList<>();
    private final CompletableFuture<Void> farewell = new CompletableFuture<>();
    private volatile boolean isOver;

    /** @param isSleeper whether an idle cycle blocks in the transport; otherwise the caller decides */
    NodeAgent(final GossipNode node, final Transport transport, final NanoClock clock, final boolean isSleeper) {
        this.node = node;
        this.transport = transport;
        this.clock = clock;
        this.isSleeper = isSleeper;
    }

    @Override
    public String roleName() {
        return "gossip-" + node.config().nodeId();
    }

    /** Hands a command over; one that comes too late is failed on the calling thread. */
    void submit(final Command command) {
        commands.add(command);
        transport.wakeup();
        if (isOver) {
            failCommands();
        }
    }

    /** Protocol thread: completes with the next cycle that finds it done. */
    void watch(final JoinWatch watch) {
        watches.add(watch);
    }

    @Override
    public int doWork() {
        final int work = cycle();
        if (work == 0 && isSleeper) {
            transport.await(Math.min(idleNs(), MAX_SLEEP_NS));
        }
        return work;
    }

    private int cycle() {
        final long nowNs = clock.nanoTime();
        int work = 0;
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            command.run(node, nowNs);
            work++;
        }
        work += node.doWork(nowNs);
        watches.removeIf(watch -> watch.tryComplete(node, nowNs));
        if (node.isStopped()) {
            farewell.complete(null);
        }
        return work;
    }

    /** @return completes when the node has said good-bye, or was stopped */
    CompletableFuture<Void> farewell() {
        return farewell;
    }

    /** @return how long nothing is due; 0 when something is */
    long idleNs() {
        long deadlineNs = node.nextDeadlineNs();
        for (final JoinWatch watch : watches) {
            deadlineNs = Math.min(deadlineNs, watch.deadlineNs());
        }
        return deadlineNs == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadlineNs - clock.nanoTime());
    }

    @Override
    public void onClose() {
        isOver = true;
        node.stop();
        farewell.complete(null);
        failCommands();
        watches.forEach(watch -> watch.fail(stopped()));
        watches.clear();
        transport.close();
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
