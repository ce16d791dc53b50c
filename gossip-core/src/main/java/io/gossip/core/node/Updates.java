package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.spi.Arguments;
import io.gossip.store.ChunkSource;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerStore;
import io.gossip.store.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Records that the application brings ({@link GossipStore#update}): merged as chunks, by the rules for what peers send. Of a
 * member they are as good as a peer's; of a declared node that is no member they are held aside, since others need not have
 * them; all others are passed over.
 */
public final class Updates {
    private final NodeMemory memory;
    private final NodeConfig config;
    private final Replica replica;
    private final Snapshots snapshots;
    private OwnClaims claims;

    /** Hears what is said about this node itself and is ahead of it. */
    @FunctionalInterface
    interface OwnClaims {
        void onOwnClaim(Generation generation, long version);
    }

    /** @param memory whose store this is; asked for nothing but its configuration yet */
    Updates(final NodeMemory memory, final OwnerStore owners, final Snapshots snapshots) {
        this.memory = memory;
        this.config = memory.config();
        this.replica = owners.replica();
        this.snapshots = snapshots;
    }

    /**
     * A batch of records that was looked at, and may be applied.
     *
     * @param chunks by id
     */
    public record Batch(List<ChunkSource> chunks) {
        /** @throws InvalidValueException when it is null */
        public Batch {
            chunks = List.copyOf(Arguments.notNull(chunks, "chunks"));
        }
    }

    /**
     * Looks at records; any thread.
     *
     * @param records by id
     * @return them, to be applied
     * @throws InvalidValueException when the map, a key or a record is null, a record is under another's id, or no node can
     *     have published it
     * @throws LimitExceededException when one is more than the store takes
     */
    public Batch check(final Map<NodeId, NodeInfo> records) {
        final List<ChunkSource> chunks = new ArrayList<>();
        for (final Map.Entry<NodeId, NodeInfo> entry :
                Arguments.notNull(records, "records").entrySet()) {
            final NodeId id = entry.getKey();
            final NodeInfo record = entry.getValue();
            if (id == null || record == null) {
                throw new InvalidValueException("record must not be null, nodeId=" + id + " record=" + record);
            }
            if (!record.id().equals(id)) {
                throw new InvalidValueException("record under another id, key='" + id + "' id='" + record.id() + "'");
            }
            final ChunkSource chunk = RecordChunk.of(record, config.limits());
            if (chunk != null) {
                chunks.add(chunk);
            }
        }
        return new Batch(chunks);
    }

    /**
     * Merges. The protocol thread, or one that knows that there is none.
     *
     * @param batch what was looked at
     * @return whose values are others now
     */
    public Set<NodeId> apply(final Batch batch) {
        Arguments.notNull(batch, "batch");
        final Set<NodeId> changed = new TreeSet<>();
        releaseUndeclared();
        for (final ChunkSource chunk : batch.chunks()) {
            final NodeId owner = chunk.owner();
            if (!replica.isHeld(owner) && isAdmitted(owner)) {
                replica.holdAside(owner);
            }
            final MergeOutcome outcome = replica.merge(chunk);
            if (outcome == MergeOutcome.PUBLISHED) {
                changed.add(owner);
            } else if (outcome == MergeOutcome.SELF_OUTBID && claims != null) {
                claims.onOwnClaim(new Generation(chunk.counter(), chunk.nonce()), chunk.targetVersion());
            }
        }
        return changed;
    }

    /**
     * Tells the one who listens to keys what was merged while no run was going on; any thread, with nothing held.
     *
     * @param changed whose values are others now
     */
    public void tell(final Set<NodeId> changed) {
        final Set<String> keys = memory.keyListener().keys();
        if (keys.isEmpty()) {
            return;
        }
        for (final NodeId owner : Arguments.notNull(changed, "changed")) {
            final ClusterView.Member member = snapshots.view().members().get(owner);
            if (member != null && member.status().isValid()) {
                memory.keyListener().onValues(OwnerValues.read(memory.reader(), owner, keys));
            }
        }
    }

    /** In open membership nobody is shown who is no member, declared or not. */
    private boolean isAdmitted(final NodeId owner) {
        return config.membershipMode() == MembershipMode.MANAGED
                && snapshots.declaration().nodes().containsKey(owner);
    }

    /** What is aside goes with its declaration. Protocol thread, or while there is none. */
    void releaseUndeclared() {
        final Predicate<NodeId> isUndeclared =
                id -> !snapshots.declaration().nodes().containsKey(id);
        replica.releaseAside(isUndeclared);
    }

    /** @param next hears of claims from now on, null when nobody can do anything about them */
    void ownClaims(final OwnClaims next) {
        claims = next;
    }
}
