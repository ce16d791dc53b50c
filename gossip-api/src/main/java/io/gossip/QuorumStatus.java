package io.gossip;

import java.time.Instant;
import java.util.Map;

/**
 * How the quorum stands and why. Immutable.
 *
 * @param inQuorum whether it holds: the provider's verdict, which need not follow from the numbers alone
 * @param members how many nodes count, from 0, known or not
 * @param needed how many of them must be up, from 0
 * @param up how many are, from 0
 * @param missing the known ones that are not, and since when by this node's wall clock: since they were lost, or else
 *     since they were declared or this node began to look; copied, iterates in the order of ids. With members that nobody
 *     has heard of it is shorter than {@code members - up}
 */
public record QuorumStatus(boolean inQuorum, int members, int needed, int up, Map<NodeId, Instant> missing) {
    /** @throws InvalidValueException when a number is negative, or the map, a key or a value of it null */
    public QuorumStatus {
        Checks.inRange(members, 0, Integer.MAX_VALUE, "members");
        Checks.inRange(needed, 0, Integer.MAX_VALUE, "needed");
        Checks.inRange(up, 0, Integer.MAX_VALUE, "up");
        missing = Checks.sortedCopy(missing, "missing");
    }

    /** @return the same in a sentence, for people: {@code lost, 1 of 3 up, 2 needed, missing b since ..., c since ...} */
    public String explanation() {
        final StringBuilder text = new StringBuilder(inQuorum ? "held, " : "lost, ")
                .append(up)
                .append(" of ")
                .append(members)
                .append(" up, ")
                .append(needed)
                .append(" needed");
        String separator = ", missing ";
        for (final Map.Entry<NodeId, Instant> entry : missing.entrySet()) {
            text.append(separator).append(entry.getKey()).append(" since ").append(entry.getValue());
            separator = ", ";
        }
        return text.toString();
    }
}
