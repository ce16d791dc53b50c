package io.gossip;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Membership and quorum as this node sees them at one moment; immutable.
 *
 * @param changeNumber rises with every change of the view
 * @param self this node
 * @param selfStatus its status
 * @param members the shown nodes, this one included
 * @param quorum how the quorum stands
 */
public record ClusterView(
        long changeNumber, NodeId self, NodeStatus selfStatus, Map<NodeId, Member> members, QuorumStatus quorum) {

    /** @throws InvalidValueException when a component is null */
    public ClusterView {
        Checks.inRange(changeNumber, 0, Long.MAX_VALUE, "changeNumber");
        Checks.notNull(self, "self");
        Checks.notNull(selfStatus, "selfStatus");
        members = Collections.unmodifiableMap(new TreeMap<>(Checks.notNull(members, "members")));
        Checks.notNull(quorum, "quorum");
    }

    /**
     * One shown node.
     *
     * @param id the node
     * @param status local opinion
     * @param incarnation what it last said of itself; {@link Incarnation#NONE} when it was never heard of
     * @param address where it is reached, if known
     * @param quorumMember whether it counts for quorum
     * @param clusterDomain its failure domain as declared, may be empty
     * @param suspected whether a suspicion is open
     */
    public record Member(
            NodeId id,
            NodeStatus status,
            Incarnation incarnation,
            Optional<NodeAddress> address,
            boolean quorumMember,
            String clusterDomain,
            boolean suspected) {

        /** @throws InvalidValueException when a component is null */
        public Member {
            Checks.notNull(id, "id");
            Checks.notNull(status, "status");
            Checks.notNull(incarnation, "incarnation");
            Checks.notNull(address, "address");
            Checks.notNull(clusterDomain, "clusterDomain");
        }
    }
}
