package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.quorum.SelfStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a node tells its listeners, in the order in which it happened, once the view shows it: events, statuses that are
 * others now, the quorum, and values under keys that somebody watches. Protocol thread only.
 */
final class NodeReports implements SelfStatus.Listener, PeerStatuses.Listener {
    private final NodeId self;
    private final GossipListener listener;
    private final NodeMemory memory;
    private final Snapshots snapshots;
    private final PeerStatuses statuses;
    private final List<Report> reports = new ArrayList<>();
    private NodeStatus toldSelf = NodeStatus.NOT_IN_QUORUM;
    private boolean toldQuorum;

    /** One of the two is there. */
    private record Report(GossipEvent event, OwnerValues values) {}

    NodeReports(final NodeMemory memory, final GossipListener listener) {
        this.self = memory.config().nodeId();
        this.listener = listener;
        this.memory = memory;
        this.snapshots = memory.snapshots();
        this.statuses = new PeerStatuses(self, snapshots);
    }

    void add(final GossipEvent event) {
        reports.add(new Report(event, null));
    }

    /** Something happened to a peer that may change its status. */
    void touch(final NodeId peer) {
        statuses.touch(peer);
    }

    @Override
    public void onSelfStatus(final NodeStatus before, final NodeStatus after) {
        tellSelf(after);
    }

    private void tellSelf(final NodeStatus status) {
        if (status != toldSelf) {
            add(new GossipEvent.SelfStatusChanged(self, toldSelf, status));
            toldSelf = status;
        }
    }

    /** The state machine has looked at the quorum. */
    void onQuorum(final boolean holds) {
        if (holds != toldQuorum) {
            toldQuorum = holds;
            add(new GossipEvent.QuorumChanged(self, snapshots.view().quorum()));
        }
    }

    @Override
    public void onPeerStatus(final NodeId peer, final NodeStatus before, final NodeStatus after) {
        add(new GossipEvent.PeerStatusChanged(peer, before, after));
        if (before.isValid() != after.isValid()) {
            final Set<String> keys = memory.keyListener().keys();
            if (!keys.isEmpty()) {
                reports.add(new Report(
                        null,
                        after.isValid() ? OwnerValues.read(memory.reader(), peer, keys) : OwnerValues.none(peer)));
            }
        }
    }

    /** Another version of a peer is visible, or none. Costs nothing while nobody watches keys. */
    void onValues(final NodeId peer) {
        final Set<String> keys = memory.keyListener().keys();
        // One that is not shown yet follows with its status.
        if (!keys.isEmpty() && statuses.told(peer).isValid()) {
            reports.add(new Report(null, OwnerValues.read(memory.reader(), peer, keys)));
        }
    }

    /** Listeners begin anew with a view; what is known besides was never told. */
    void onView(final ClusterView view) {
        statuses.onView(view);
        toldSelf = view.selfStatus();
        toldQuorum = view.quorum().inQuorum();
    }

    /**
     * Tells what there is, now that the view shows it.
     *
     * @param table the members, null when there are none
     */
    void report(final MemberTable table) {
        statuses.report(table, this);
        tellSelf(snapshots.selfStatus());
        // A listener may do what makes more of them: by index, to the end.
        for (int i = 0; i < reports.size(); i++) {
            final Report report = reports.get(i);
            if (report.event() != null) {
                listener.onEvent(report.event());
            } else {
                memory.keyListener().onValues(report.values());
            }
        }
        reports.clear();
    }
}
