package io.gossip.core.shell;

import io.gossip.ContactState;
import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.core.node.GossipNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Waits for the answers of some addresses: until all have come, or the time is over. Protocol thread only. */
final class JoinWatch {
    private final List<NodeAddress> asked;
    private final long deadlineNs;
    private final CompletableFuture<JoinResult> result;

    JoinWatch(final List<NodeAddress> asked, final long deadlineNs, final CompletableFuture<JoinResult> result) {
        this.asked = asked;
        this.deadlineNs = deadlineNs;
        this.result = result;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /** @return whether the result is there now */
    boolean tryComplete(final GossipNode node, final long nowNs) {
        if (node.isStopped()) {
            fail(new LifecycleException(
                    "stopped meanwhile, nodeId=" + node.config().nodeId()));
            return true;
        }
        final JoinResult now = look(node);
        // Nobody answers a node that takes no part: not as long as its failure domain is not active.
        final boolean isOver = now.retrying().isEmpty() || nowNs >= deadlineNs || !node.takesPart();
        if (isOver) {
            result.complete(now);
        }
        return isOver;
    }

    private JoinResult look(final GossipNode node) {
        final Set<NodeAddress> contacted = new TreeSet<>();
        final Map<NodeAddress, ContactState> failed = new TreeMap<>();
        final Set<NodeAddress> retrying = new TreeSet<>();
        for (final NodeAddress address : asked) {
            final ContactState state = node.contactState(address);
            switch (state) {
                case SELF -> {}
                case CONTACTED -> contacted.add(address);
                case WAITING, UNREACHABLE -> retrying.add(address);
                default -> failed.put(address, state);
            }
        }
        return new JoinResult(contacted, failed, retrying);
    }

    void fail(final RuntimeException cause) {
        result.completeExceptionally(cause);
    }
}
