package io.gossip.core.shell;

import io.gossip.GossipException;
import io.gossip.GossipTimeoutException;
import io.gossip.LifecycleException;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.NodeMemory;
import io.gossip.core.node.Updates;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Brings records to whoever may merge: the protocol thread while a run is going on, else the calling one, which keeps a run
 * from beginning meanwhile. Any thread.
 */
final class UpdateCalls {
    private final NodeMemory memory;
    private final Lifecycle lifecycle;
    private final long longestNs;

    /** @param longestNs longest wait for the protocol thread */
    UpdateCalls(final NodeMemory memory, final Lifecycle lifecycle, final long longestNs) {
        this.memory = memory;
        this.lifecycle = lifecycle;
        this.longestNs = longestNs;
    }

    /**
     * @param records what the application brings
     * @throws LifecycleException on the protocol thread, and while a run begins or ends
     * @throws GossipTimeoutException when the protocol thread is held up; they may be merged later
     * @throws GossipException when the thread is interrupted, which does not wait; likewise
     */
    void update(final Map<NodeId, NodeInfo> records) {
        final Updates.Batch batch = memory.updates().check(records);
        final Run run = lifecycle.runningOrNull();
        if (run == null) {
            final Set<NodeId> changed =
                    lifecycle.whileNothingRuns(() -> memory.updates().apply(batch));
            memory.updates().tell(changed);
            return;
        }
        run.driver().checkMayWait();
        final CompletableFuture<Void> merged = new CompletableFuture<>();
        run.driver().agent().submit(new Merge(memory.updates(), batch, merged));
        if (AgentCalls.await(run, merged, longestNs)) {
            AgentCalls.valueOf(merged);
            return;
        }
        final NodeId id = memory.store().nodeId();
        throw Thread.currentThread().isInterrupted()
                ? new GossipException("interrupted while waiting for the protocol thread, nodeId=" + id)
                : new GossipTimeoutException("the protocol thread did not merge in time, nodeId=" + id);
    }

    /** Listeners are told by the cycle that it is a part of. */
    private record Merge(Updates updates, Updates.Batch batch, CompletableFuture<Void> merged) implements Command {
        @Override
        public void run(final GossipNode node, final long nowNs) {
            updates.apply(batch);
            merged.complete(null);
        }

        @Override
        public void fail(final RuntimeException cause) {
            merged.completeExceptionally(cause);
        }
    }
}
