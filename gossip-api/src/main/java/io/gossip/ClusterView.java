package io.gossip;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Membership and quorum as this node sees them at one moment. Deeply immutable: any thread may keep and read it.
 *
 * @param changeNumber from 0; rises with every change of the view, so that of two views the newer can be told
 * @param self this node
 * @param selfStatus its status
 * @param members the shown nodes by id, this one included; copied, iterates in the order of ids
 * @param quorum how the quorum stands
 */
public record ClusterView(
        long changeNumber, NodeId self, NodeStatus selfStatus, Map<NodeId, Member> members, QuorumStatus quorum) {

    /**
     * @throws InvalidValueException when a component, a key or a member is null, the change number negative, a member
     *     listed under another's id, or this node not among the members
     */
    public ClusterView {
        Checks.inRange(changeNumber, 0, Long.MAX_VALUE, "changeNumber");
        Checks.notNull(self, "self");
        Checks.notNull(selfStatus, "selfStatus");
        Checks.notNull(quorum, "quorum");
        members = Checks.sortedCopy(members, "members");
        for (final Map.Entry<NodeId, Member> entry : members.entrySet()) {
            final NodeId id = entry.getValue().id();
            if (!id.equals(entry.getKey())) {
                throw new InvalidValueException(
                        "member under another id, key='" + entry.getKey() + "' id='" + id + "'");
            }
        }
        if (!members.containsKey(self)) {
            throw new InvalidValueException("this node is not among the members, self='" + self + "'");
        }
    }

    /**
     * One shown node. Immutable.
     *
     * @param id the node
     * @param status local opinion
     * @param incarnation what it last said of itself; {@link Incarnation#NONE} when it was never heard of
     * @param address where it is reached, if known
     * @param quorumMember whether it counts for quorum
     * @param clusterDomain its failure domain as declared, 0 to {@value NodeUpdate#MAX_DOMAIN_LENGTH} bytes of UTF-8
     * @param suspected whether a suspicion is open; its status is still that of before
     * @param since when it came up or went missing as far as this node knows, by its wall clock
     * @param reportedStatus what the node itself last said of its own quorum, in the life that is shown and since it last
     *     came: UP is in quorum, NOT_IN_QUORUM and SUSPECT_NOT_IN_QUORUM are not, DOWN is leaving; INVALID when it has said
     *     nothing yet, or what is not understood here. Of this node the status that it tells others. For display: it is
     *     as old as the last probe between the two, goes into no decision, and is not checked. When it changes, a new view
     *     is published, but it makes no event
     * @param link how this node reaches it; {@link PeerLink#UNKNOWN} of this node. When it changes, a new view is
     *     published, but it makes no event
     */
    public record Member(
            NodeId id,
            NodeStatus status,
            Incarnation incarnation,
            Optional<NodeAddress> address,
            boolean quorumMember,
            String clusterDomain,
            boolean suspected,
            Instant since,
            NodeStatus reportedStatus,
            PeerLink link) {

        /** @throws InvalidValueException when a component is null or the domain malformed */
        public Member {
            Checks.notNull(id, "id");
            Checks.notNull(status, "status");
            Checks.notNull(incarnation, "incarnation");
            Checks.notNull(address, "address");
            Checks.utf8OrEmpty(clusterDomain, NodeUpdate.MAX_DOMAIN_LENGTH, "clusterDomain");
            Checks.notNull(since, "since");
            Checks.notNull(reportedStatus, "reportedStatus");
            Checks.notNull(link, "link");
        }
    }
}
