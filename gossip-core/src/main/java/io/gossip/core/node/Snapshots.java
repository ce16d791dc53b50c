package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.core.membership.MemberSnapshot;
import io.gossip.core.membership.MemberTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Publishes the member table for all threads, and combines it with the present declaration into the view. Published by
 * the protocol thread; read and declared by any.
 */
final class Snapshots implements Supplier<ClusterView> {
    private record Cached(TableSnapshot table, Declaration declaration, ClusterView view) {}

    private final ViewComposer composer;
    private final AtomicReference<Declaration> declaration = new AtomicReference<>(Declaration.NONE);
    private volatile TableSnapshot table;
    private volatile Cached cached;
    private long publishedChangeCount = -1;

    Snapshots(final ViewComposer composer, final Incarnation selfIncarnation) {
        this.composer = composer;
        this.table = new TableSnapshot(0, NodeStatus.NOT_IN_QUORUM, selfIncarnation, KnownMembers.NONE, 0);
    }

    /** @throws InvalidValueException when the map, a key or a value is null */
    void declare(final Map<NodeId, NodeUpdate> nodes) {
        final Declaration first = new Declaration(1, nodes);
        declaration.updateAndGet(last -> new Declaration(last.number() + 1, first.nodes()));
    }

    Declaration declaration() {
        return declaration.get();
    }

    /** @return the view of what is published and declared now; composed once per change, whoever asks first */
    ClusterView view() {
        final TableSnapshot tableNow = table;
        final Declaration declarationNow = declaration.get();
        final Cached last = cached;
        if (last != null && last.table() == tableNow && last.declaration() == declarationNow) {
            return last.view();
        }
        final ClusterView view = composer.compose(tableNow, declarationNow);
        cached = new Cached(tableNow, declarationNow, view);
        return view;
    }

    /** The same as {@link #view}. */
    @Override
    public ClusterView get() {
        return view();
    }

    /** @return whether the quorum holds in {@link #view}, without making one where counting is enough */
    boolean inQuorum() {
        return composer.inQuorum(table, this);
    }

    /** @return epoch milliseconds of the last sign of life of a peer, 0 when there was none */
    long lastUpdateMs(final NodeId id) {
        final MemberSnapshot member = table.members().find(id);
        return member == null ? 0 : member.signOfLife().epochMs();
    }

    /** @return addresses of the members published last, but for those that left; sorted */
    List<NodeAddress> knownPeers(final int max) {
        return table.members().all().stream()
                .filter(member -> !member.hasLeft() && member.address().port() != 0)
                .map(MemberSnapshot::address)
                .distinct()
                .sorted()
                .limit(max)
                .toList();
    }

    /** This node is somewhere else now. */
    void moveTo(final NodeAddress address) {
        composer.selfAddress(address);
        cached = null;
        publishedChangeCount = -1;
    }

    /**
     * No run is going on: this node is DOWN, the others stay as they were last seen.
     *
     * @return this node's status until now
     */
    NodeStatus publishStopped() {
        final TableSnapshot last = table;
        table = new TableSnapshot(
                last.changeNumber() + 1,
                NodeStatus.DOWN,
                last.selfIncarnation(),
                last.members(),
                last.buriedFailures());
        return last.selfStatus();
    }

    /** Publishes the table if it, this node's status or incarnation or the buried changed. Protocol thread only. */
    void publish(final NodeParts parts, final NodeStatus selfStatus) {
        final TableSnapshot last = table;
        final boolean isTableSame = publishedChangeCount == parts.table.changeCount();
        final Incarnation selfIncarnation = parts.self.incarnation();
        if (isTableSame
                && last.buriedFailures() == parts.gone.failedCount()
                && last.selfStatus() == selfStatus
                && last.buriedFailures() == parts.gone.failedCount()
                && last.selfIncarnation().equals(selfIncarnation)) {
            return;
        }
        publishedChangeCount = parts.table.changeCount();
        table = new TableSnapshot(
                last.changeNumber() + 1,
                selfStatus,
                selfIncarnation,
                isTableSame ? last.members() : members(parts.table),
                parts.gone.failedCount());
    }

    private static KnownMembers members(final MemberTable table) {
        return new KnownMembers(table.snapshots(), table.peers().size(), table.leftCount());
    }
}
