package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.collections.Object2ObjectHashMap;

/**
 * Finds out which peers are shown with another status than was told last. Only those are looked at that something happened
 * to: a cycle costs what has changed, not what there is. Protocol thread only.
 */
final class PeerStatuses {
    /** Hears of a peer whose status is another now. */
    @FunctionalInterface
    interface Listener {
        /** INVALID stands for not being shown. */
        void onPeerStatus(NodeId peer, NodeStatus before, NodeStatus after);
    }

    private final NodeId self;
    private final Snapshots snapshots;
    private final Object2ObjectHashMap<NodeId, NodeStatus> told = new Object2ObjectHashMap<>();
    private final Set<NodeId> touched = new LinkedHashSet<>();
    private Declaration lastDeclaration;
    private Set<NodeId> lastSuspected = Set.of();

    PeerStatuses(final NodeId self, final Snapshots snapshots) {
        this.self = self;
        this.snapshots = snapshots;
        this.lastDeclaration = snapshots.firstDeclaration();
    }

    /** Something happened to a peer that may change its status. */
    void touch(final NodeId peer) {
        touched.add(peer);
    }

    /** @return the status told last, INVALID when it is not shown */
    NodeStatus told(final NodeId peer) {
        final NodeStatus status = told.get(peer);
        return status == null ? NodeStatus.INVALID : status;
    }

    /** The listener has been given a view: what it shows counts as told. */
    void onView(final ClusterView view) {
        told.clear();
        touched.clear();
        lastDeclaration = snapshots.declaration();
        lastSuspected = snapshots.table().suspected();
        for (final ClusterView.Member member : view.members().values()) {
            if (!member.id().equals(self)) {
                told.put(member.id(), member.status());
            }
        }
    }

    /**
     * Looks, after all has been published.
     *
     * @param table the members, null when there are none
     * @param listener hears of each change
     */
    void report(final MemberTable table, final Listener listener) {
        touchDeclared();
        touchSuspected();
        if (touched.isEmpty()) {
            return; // as nearly always, and without an iterator
        }
        for (final NodeId peer : touched) {
            report(peer, table, listener);
        }
        touched.clear();
    }

    private void report(final NodeId peer, final MemberTable table, final Listener listener) {
        final Member member = table == null ? null : table.find(peer);
        final NodeStatus before = told(peer);
        final NodeStatus after =
                snapshots.shownStatus(peer, member == null ? null : member.snapshot(), lastDeclaration);
        if (after == before) {
            return;
        }
        if (after == NodeStatus.INVALID) {
            told.remove(peer);
        } else {
            told.put(peer, after);
        }
        listener.onPeerStatus(peer, before, after);
    }

    private void touchDeclared() {
        final Declaration declaration = snapshots.declaration();
        if (declaration == lastDeclaration) {
            return;
        }
        touched.addAll(lastDeclaration.nodes().keySet());
        touched.addAll(declaration.nodes().keySet());
        touched.addAll(lastDeclaration.opinions().ofPeers().keySet());
        touched.addAll(declaration.opinions().ofPeers().keySet());
        touched.remove(self);
        lastDeclaration = declaration;
    }

    private void touchSuspected() {
        final Set<NodeId> suspected = snapshots.table().suspected();
        if (suspected != lastSuspected) {
            // In order: that of an immutable set differs from run to run.
            touched.addAll(new TreeSet<>(lastSuspected));
            touched.addAll(new TreeSet<>(suspected));
            lastSuspected = suspected;
        }
    }
}
