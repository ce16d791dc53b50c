package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.PeerLink;
import io.gossip.QuorumMembership;
import io.gossip.QuorumStatus;
import io.gossip.core.membership.MemberSnapshot;
import java.time.Instant;
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

    ViewComposer(final NodeConfig config, final NodeAddress selfAddress) {
        this.self = config.nodeId();
        this.selfAddress = selfAddress;
        this.mode = config.membershipMode();
        this.expectedMembers = config.expectedMembers();
    }

    void selfAddress(final NodeAddress next) {
        selfAddress = next;
    }

    NodeAddress selfAddress() {
        return selfAddress;
    }

    /** @return whether a node is shown, as it is known and declared */
    boolean isShown(final NodeId id, final MemberSnapshot member, final Declaration declaration) {
        return id.equals(self)
                || (mode == MembershipMode.MANAGED ? declaration.nodes().containsKey(id) : member != null);
    }

    /** @return how a peer is shown, INVALID when it is not */
    NodeStatus shownStatus(
            final NodeId id, final MemberSnapshot member, final TableSnapshot table, final Declaration declaration) {
        return isShown(id, member, declaration) ? status(id, member, table, declaration) : NodeStatus.INVALID;
    }

    ClusterView compose(final TableSnapshot table, final Declaration declaration) {
        final Map<NodeId, ClusterView.Member> members = new TreeMap<>();
        members.put(self, self(table, declaration));
        if (mode == MembershipMode.MANAGED) {
            for (final Map.Entry<NodeId, NodeUpdate> entry : declaration.nodes().entrySet()) {
                final NodeId id = entry.getKey();
                if (!id.equals(self)) {
                    members.put(id, declared(id, entry.getValue(), table, declaration));
                }
            }
        } else {
            for (final MemberSnapshot member : table.members().all()) {
                members.put(member.id(), open(member, table, declaration));
            }
        }
        final QuorumStatus quorum =
                declaration.quorumProvider().evaluate(membership(members.values(), table, declaration));
        // Each of the two only rises, so the sum rises with every change of either.
        final long changeNumber = table.changeNumber() + declaration.number();
        return new ClusterView(changeNumber, self, members.get(self).status(), members, quorum);
    }

    /**
     * @param table at the time of the view
     * @param declaration at the time of the view
     * @param view made only if it is needed: in open membership a provider may be content with numbers
     * @return whether the quorum holds
     */
    boolean inQuorum(final TableSnapshot table, final Declaration declaration, final Supplier<ClusterView> view) {
        if (mode == MembershipMode.MANAGED || !declaration.opinions().ofPeers().isEmpty()) {
            return view.get().quorum().inQuorum();
        }
        final int up = (table.silentSince().isPresent() ? 0 : table.members().presentCount())
                + (table.selfStatus().countsAsUp() ? 1 : 0);
        return declaration
                .quorumProvider()
                .holds(
                        openCount(table),
                        up,
                        () -> membership(view.get().members().values(), table, declaration));
    }

    private QuorumMembership membership(
            final Collection<ClusterView.Member> members, final TableSnapshot table, final Declaration declaration) {
        return new QuorumMembership(
                self,
                declaration.domains().own(),
                mode == MembershipMode.MANAGED ? declaration.quorumMembers() : openCount(table),
                voters(members, table.silentSince()),
                declaration.domains().activeMap());
    }

    /** @return how many nodes count in open membership, this one included */
    private int openCount(final TableSnapshot table) {
        return Math.max(expectedMembers, table.members().voterCount() + 1 + table.buriedFailures());
    }

    private List<ClusterView.Member> voters(
            final Collection<ClusterView.Member> members, final Optional<Instant> silentSince) {
        final List<ClusterView.Member> voters = new ArrayList<>(members.size());
        for (final ClusterView.Member member : members) {
            if (member.quorumMember()) {
                voters.add(asVoter(member, silentSince));
            }
        }
        return voters;
    }

    /**
     * A provider of the user's, too, shall go by what this node sees, and not by what others say of themselves. When this node
     * hears nobody, others are as good as down.
     */
    private ClusterView.Member asVoter(final ClusterView.Member member, final Optional<Instant> silentSince) {
        final boolean isLost = silentSince.isPresent()
                && member.status().countsAsUp()
                && !member.id().equals(self);
        return member.reportedStatus() == NodeStatus.INVALID && !isLost
                ? member
                : new ClusterView.Member(
                        member.id(),
                        isLost ? NodeStatus.DOWN : member.status(),
                        member.incarnation(),
                        member.address(),
                        member.quorumMember(),
                        member.clusterDomain(),
                        member.suspected(),
                        isLost ? silentSince.get() : member.since(),
                        NodeStatus.INVALID,
                        member.link());
    }

    private ClusterView.Member self(final TableSnapshot table, final Declaration declaration) {
        final NodeUpdate update = declaration.nodes().get(self);
        return new ClusterView.Member(
                self,
                declaration.opinions().ofSelf().orElse(table.selfStatus()),
                table.selfIncarnation(),
                Optional.of(selfAddress),
                mode == MembershipMode.OPEN || update != null && update.quorumMember(),
                declaration.domains().own(),
                false,
                table.dates().self(),
                table.selfStatus(),
                PeerLink.UNKNOWN);
    }

    private static ClusterView.Member declared(
            final NodeId id, final NodeUpdate update, final TableSnapshot table, final Declaration declaration) {
        final MemberSnapshot member = table.members().find(id);
        return new ClusterView.Member(
                id,
                status(id, member, table, declaration),
                member == null ? Incarnation.NONE : member.incarnation(),
                member == null ? update.address() : Optional.of(member.address()),
                update.quorumMember(),
                update.clusterDomain(),
                member != null && member.isSuspected(),
                member == null ? table.dates().missing(id, declaration.since().get(id)) : since(member),
                member == null ? NodeStatus.INVALID : member.reportedStatus(),
                member == null ? PeerLink.UNKNOWN : member.link());
    }

    /** In open membership everybody counts who has not left. */
    private static ClusterView.Member open(
            final MemberSnapshot member, final TableSnapshot table, final Declaration declaration) {
        return new ClusterView.Member(
                member.id(),
                status(member.id(), member, table, declaration),
                member.incarnation(),
                Optional.of(member.address()),
                !member.hasLeft(),
                declaration.domainOf(member.id()),
                member.isSuspected(),
                since(member),
                member.reportedStatus(),
                member.link());
    }

    private static NodeStatus status(
            final NodeId id, final MemberSnapshot member, final TableSnapshot table, final Declaration declaration) {
        final NodeStatus opinion = declaration.opinions().of(id, member);
        if (opinion != null) {
            return opinion;
        }
        if (member != null && member.isPresent()) {
            return NodeStatus.UP;
        }
        // The protocol thread may not have seen yet that the domain is not active any more.
        final boolean isSuspected = table.suspected().contains(id)
                && declaration.quorumProvider().goesByDomains()
                && declaration.isActive(declaration.domainOf(id));
        return isSuspected ? NodeStatus.SUSPECT_DOWN : NodeStatus.DOWN;
    }

    private static Instant since(final MemberSnapshot member) {
        return Instant.ofEpochMilli(member.signOfLife().sinceMs());
    }
}
