package io.gossip;

import java.util.Set;

/**
 * How the quorum stands and why. Immutable.
 *
 * @param inQuorum whether it holds: the provider's verdict, which need not follow from the numbers alone
 * @param members how many nodes count, from 0, known or not
 * @param needed how many of them must be up, from 0
 * @param up how many are, from 0
 * @param missing the known ones that are not; copied, iterates in the order of ids. With members that nobody has heard
 *     of it is shorter than {@code members - up}
 */
public record QuorumStatus(boolean inQuorum, int members, int needed, int up, Set<NodeId> missing) {
    /** @throws InvalidValueException when a number is negative, or the set or an element of it null */
    public QuorumStatus {
        Checks.inRange(members, 0, Integer.MAX_VALUE, "members");
        Checks.inRange(needed, 0, Integer.MAX_VALUE, "needed");
        Checks.inRange(up, 0, Integer.MAX_VALUE, "up");
        missing = Checks.sortedCopy(missing, "missing");
    }
}
