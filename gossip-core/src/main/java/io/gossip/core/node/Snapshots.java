package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.membership.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes the member table for all threads, and combines it with the present declaration into the view. Published by
 * the protocol thread; read and declared by any.
 */
final class Snapshots {
    private record Cached(TableSnapshot table, Declaration declaration, ClusterView view) {}

    private final ViewComposer composer;
    private final AtomicReference<Declaration> declaration = new AtomicReference<>(Declaration.NONE);
    private volatile TableSnapshot table;
    private volatile Cached cached;
    private long publishedChangeCount = -1;

    Snapshots(final ViewComposer composer, final Incarnation selfIncarnation) {
        this.composer = composer;
        this.table = new TableSnapshot(0, NodeStatus.NOT_IN_QUORUM, selfIncarnation, Map.of(), 0);
    }

    void declare(final Declaration next) {
        declaration.set(next);
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

    /** @return epoch milliseconds of the last sign of life of a peer, 0 when there was none */
    long lastUpdateMs(final NodeId id) {
        final MemberSnapshot member = table.members().get(id);
        return member == null ? 0 : member.signOfLife().epochMs();
    }

    /** Publishes the table if it, this node's status or its incarnation changed. Protocol thread only. */
    void publish(final NodeParts parts, final NodeStatus selfStatus) {
        final TableSnapshot last = table;
        final boolean isTableSame = publishedChangeCount == parts.table.changeCount();
        final Incarnation selfIncarnation = parts.self.incarnation();
        if (isTableSame
                && last.buriedFailures() == parts.gone.failedCount()
                && last.selfStatus() == selfStatus
                && last.selfIncarnation().equals(selfIncarnation)) {
            return;
        }
        publishedChangeCount = parts.table.changeCount();
        table = new TableSnapshot(
                last.changeNumber() + 1,
                selfStatus,
                selfIncarnation,
                isTableSame ? last.members() : members(parts),
                parts.gone.failedCount());
    }

    private static Map<NodeId, MemberSnapshot> members(final NodeParts parts) {
        final Map<NodeId, MemberSnapshot> members =
                new HashMap<>(2 * parts.table.all().size());
        for (final Member member : parts.table.all()) {
            members.put(member.id(), MemberSnapshot.of(member));
        }
        return members;
    }
}
