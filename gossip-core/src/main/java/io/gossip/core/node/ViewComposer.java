package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import io.gossip.core.membership.MemberSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes the view of a table snapshot and a declaration. A pure function of the two, so that a declaration is visible to
 * every thread at once, whether or not the protocol thread has run since.
 */
final class ViewComposer {
    private final NodeId self;
    private volatile NodeAddress selfAddress;
    private final MembershipMode mode;
    private final int expectedMembers;
    private final QuorumProvider quorumProvider;

    ViewComposer(final NodeConfig config, final NodeAddress selfAddress) {
        this.self = config.nodeId();
        this.selfAddress = selfAddress;
        this.mode = config.membershipMode();
        this.expectedMembers = config.expectedMembers();
        this.quorumProvider = config.quorumProvider();
    }

    void selfAddress(final NodeAddress next) {
        selfAddress = next;
    }

    ClusterView compose(final TableSnapshot table, final Declaration declaration) {
        final Map<NodeId, ClusterView.Member> members = new TreeMap<>();
        members.put(self, self(table, declaration));
        if (mode == MembershipMode.MANAGED) {
            for (final Map.Entry<NodeId, NodeUpdate> entry : declaration.nodes().entrySet()) {
                final NodeId id = entry.getKey();
                if (!id.equals(self)) {
                    members.put(
                            id, declared(id, entry.getValue(), table.members().find(id)));
                }
            }
        } else {
            for (final MemberSnapshot member : table.members().all()) {
                members.put(member.id(), open(member));
            }
        }
        final QuorumStatus quorum = quorum(members, table, declaration);
        // Each of the two only rises, so the sum rises with every change of either.
        final long changeNumber = table.changeNumber() + declaration.number();
        return new ClusterView(changeNumber, self, table.selfStatus(), members, quorum);
    }

    /**
     * @param table at the time of the view
     * @param view made only if it is needed: in open membership a provider may be content with numbers
     * @return whether the quorum holds
     */
    boolean inQuorum(final TableSnapshot table, final Supplier<ClusterView> view) {
        if (mode == MembershipMode.MANAGED) {
            return view.get().quorum().inQuorum();
        }
        final int up = table.members().presentCount() + (table.selfStatus().countsAsUp() ? 1 : 0);
        return quorumProvider.holds(
                openCount(table), up, () -> voters(view.get().members().values()));
    }

    private QuorumStatus quorum(
            final Map<NodeId, ClusterView.Member> members, final TableSnapshot table, final Declaration declaration) {
        final int count = mode == MembershipMode.MANAGED ? declaration.quorumMembers() : openCount(table);
        return quorumProvider.evaluate(count, voters(members.values()));
    }

    /** @return how many nodes count in open membership, this one included */
    private int openCount(final TableSnapshot table) {
        return Math.max(expectedMembers, table.members().voterCount() + 1 + table.buriedFailures());
    }

    private static List<ClusterView.Member> voters(final Collection<ClusterView.Member> members) {
        final List<ClusterView.Member> voters = new ArrayList<>(members.size());
        for (final ClusterView.Member member : members) {
            if (member.quorumMember()) {
                voters.add(member);
            }
        }
        return voters;
    }

    private ClusterView.Member self(final TableSnapshot table, final Declaration declaration) {
        final NodeUpdate update = declaration.nodes().get(self);
        return new ClusterView.Member(
                self,
                table.selfStatus(),
                table.selfIncarnation(),
                Optional.of(selfAddress),
                mode == MembershipMode.OPEN || update != null && update.quorumMember(),
                update == null ? "" : update.clusterDomain(),
                false);
    }

    private static ClusterView.Member declared(final NodeId id, final NodeUpdate update, final MemberSnapshot member) {
        return new ClusterView.Member(
                id,
                member != null && member.isPresent() ? NodeStatus.UP : NodeStatus.DOWN,
                member == null ? Incarnation.NONE : member.incarnation(),
                member == null ? update.address() : Optional.of(member.address()),
                update.quorumMember(),
                update.clusterDomain(),
                member != null && member.isSuspected());
    }

    /** In open membership everybody counts who has not left. */
    private static ClusterView.Member open(final MemberSnapshot member) {
        return new ClusterView.Member(
                member.id(),
                member.isPresent() ? NodeStatus.UP : NodeStatus.DOWN,
                member.incarnation(),
                Optional.of(member.address()),
                !member.hasLeft(),
                "",
                member.isSuspected());
    }
}
