package io.gossip.experiment;

import io.gossip.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When each slow member was first found out by a node that is well, in each anomaly while it lasted. */
final class FirstDetections {
    private record Key(NodeId member, int anomaly) implements Comparable<Key> {
        @Override
        public int compareTo(final Key other) {
            final int order = Integer.compare(anomaly, other.anomaly);
            return order != 0 ? order : member.compareTo(other.member);
        }
    }

    private final List<Duration> begins;
    private final Duration length;
    private final Map<Key, Duration> first = new TreeMap<>();

    FirstDetections(final List<Duration> begins, final Duration length) {
        this.begins = begins;
        this.length = length;
    }

    void onFailed(final NodeId member, final Duration at) {
        int anomaly = begins.size() - 1;
        while (begins.get(anomaly).compareTo(at) > 0) {
            anomaly--;
        }
        final Duration took = at.minus(begins.get(anomaly));
        if (took.compareTo(length) <= 0) {
            first.merge(new Key(member, anomaly), took, (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
    }

    List<Long> toMs() {
        return first.values().stream().map(Duration::toMillis).toList();
    }
}
