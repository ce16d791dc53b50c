package io.gossip.core.shell;

import io.gossip.GossipStore;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.core.node.NodeMemory;
import io.gossip.core.node.Updates;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.EpochClock;

/** A store that no node runs on: threads take turns at merging. */
public final class StandaloneStore extends StoreDelegate {
    /** Shown as its own, as of a gossiper that was not started. */
    private static final NodeAddress NOWHERE = new NodeAddress("127.0.0.1", 0);

    private final Updates updates;

    private StandaloneStore(final NodeMemory memory) {
        super(memory.store());
        this.updates = memory.updates();
    }

    /**
     * @param node who and within which bounds
     * @param generation counter of its life, or empty for one by the clock
     * @param random draws the nonce
     * @param clock wall clock
     * @return an empty store
     */
    public static GossipStore open(
            final NodeConfig node,
            final OptionalLong generation,
            final RandomGenerator random,
            final EpochClock clock) {
        final long counter = Arguments.notNull(generation, "generation")
                .orElseGet(() -> Surroundings.generationCounter(Arguments.notNull(clock, "clock")));
        return new StandaloneStore(NodeMemory.create(node, counter, NOWHERE, random, clock));
    }

    @Override
    public void update(final Map<NodeId, NodeInfo> records) {
        final Updates.Batch batch = updates.check(records);
        synchronized (updates) {
            updates.apply(batch);
        }
    }
}
