package io.gossip;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a quorum is decided on: numbers, flags, statuses and active domains of one and the same moment, as one node sees
 * them. Immutable.
 *
 * @param self the node whose quorum it is; it need not be a quorum member
 * @param selfDomain the failure domain it is in
 * @param memberCount how many nodes count for quorum, from 0, known or not; at least as many as are known
 * @param members the known ones of them with their statuses, in the order of ids; what they report of themselves is not
 *     told to providers: a node gives it as INVALID
 * @param activeMap state by failure domain; one that is not listed is inactive
 */
public record QuorumMembership(
        NodeId self,
        String selfDomain,
        int memberCount,
        List<ClusterView.Member> members,
        Map<String, ClusterDomainState> activeMap) {

    /** @throws InvalidValueException when a component or anything in it is null, the count negative, or a domain malformed */
    public QuorumMembership {
        Checks.notNull(self, "self");
        Checks.utf8OrEmpty(selfDomain, NodeUpdate.MAX_DOMAIN_LENGTH, "selfDomain");
        Checks.inRange(memberCount, 0, Integer.MAX_VALUE, "memberCount");
        members = Checks.listCopy(members, "members");
        activeMap = Checks.activeMap(activeMap);
    }

    /**
     * @param self the node whose quorum it is
     * @param memberCount how many nodes count for quorum
     * @param members the known ones of them
     * @return the same without failure domains
     * @throws InvalidValueException when an argument or a member is null, or the count negative
     */
    public static QuorumMembership of(
            final NodeId self, final int memberCount, final Collection<ClusterView.Member> members) {
        return new QuorumMembership(self, "", memberCount, Checks.listCopy(members, "members"), Map.of());
    }

    /**
     * @param domain a failure domain
     * @return whether the active map lists it as active
     * @throws InvalidValueException when it is null
     */
    public boolean isActive(final String domain) {
        return activeMap.get(Checks.notNull(domain, "domain")) == ClusterDomainState.ACTIVE;
    }
}
