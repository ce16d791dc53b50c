package io.gossip;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the first contact with some addresses went. Those not contacted go on being tried for ever, with back-off.
 *
 * @param contacted addresses behind which a member of the cluster answered
 * @param failed addresses behind which somebody refused, with the reason
 * @param retrying addresses that have not answered yet
 */
public record JoinResult(Set<NodeAddress> contacted, Map<NodeAddress, ContactState> failed, Set<NodeAddress> retrying) {
    /** @throws InvalidValueException when a component or anything in it is null */
    public JoinResult {
        contacted = Checks.sortedCopy(contacted, "contacted");
        failed = Checks.sortedCopy(failed, "failed");
        retrying = Checks.sortedCopy(retrying, "retrying");
    }

    /** @return whether anybody answered, or there was nobody to ask */
    public boolean isJoined() {
        return !contacted.isEmpty() || failed.isEmpty() && retrying.isEmpty();
    }

    /** @return the addresses asked */
    public List<NodeAddress> asked() {
        return Stream.of(contacted, failed.keySet(), retrying)
                .flatMap(Set::stream)
                .sorted()
                .toList();
    }
}
