package io.gossip;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the quorum stands and why.
 *
 * @param inQuorum whether it holds
 * @param members how many nodes count
 * @param needed how many of them must be up
 * @param up how many are
 * @param missing the known ones that are not
 */
public record QuorumStatus(boolean inQuorum, int members, int needed, int up, Set<NodeId> missing) {
    /** @throws InvalidValueException when a number is negative or the set null */
    public QuorumStatus {
        Checks.inRange(members, 0, Integer.MAX_VALUE, "members");
        Checks.inRange(needed, 0, Integer.MAX_VALUE, "needed");
        Checks.inRange(up, 0, Integer.MAX_VALUE, "up");
        missing = Collections.unmodifiableSet(new TreeSet<>(Checks.notNull(missing, "missing")));
    }
}
