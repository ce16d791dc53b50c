package io.gossip.cli.query;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumStatus;
import io.gossip.cli.control.FieldReader;
import io.gossip.cli.control.FieldWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an agent does.
 *
 * @param node who it is
 * @param clusterId its cluster
 * @param address where others reach it
 * @param pid its process
 * @param uptimeMs milliseconds since it was started
 * @param status its own status
 * @param quorum how its quorum stands; on its way as fields it keeps the first 64 of the missing
 * @param counters its counters by label
 */
public record AgentStatus(
        NodeId node,
        String clusterId,
        NodeAddress address,
        long pid,
        long uptimeMs,
        NodeStatus status,
        QuorumStatus quorum,
        Map<String, Long> counters) {

    /** So that the status of an agent that misses thousands still fits one frame. */
    private static final int MAX_MISSING = 64;

    /** Copies the counters, sorted. */
    public AgentStatus {
        final SortedMap<String, Long> sorted = new TreeMap<>(counters);
        counters = Collections.unmodifiableSortedMap(sorted);
    }

    /** @return the status as fields */
    public FieldWriter toFields() {
        final FieldWriter fields = new FieldWriter()
                .text(node.value())
                .text(clusterId)
                .text(address.toString())
                .int64(pid)
                .int64(uptimeMs)
                .int64(status.code())
                .flag(quorum.inQuorum())
                .int64(quorum.members())
                .int64(quorum.needed())
                .int64(quorum.up())
                .int64(Math.min(MAX_MISSING, quorum.missing().size()));
        quorum.missing().entrySet().stream().limit(MAX_MISSING).forEach(missing -> fields.text(
                        missing.getKey().value())
                .int64(missing.getValue().toEpochMilli()));
        counters.forEach((label, count) -> fields.text(label).int64(count));
        return fields;
    }

    /** @return the inverse of {@link #toFields} */
    static AgentStatus fromFields(final FieldReader fields) {
        return new AgentStatus(
                NodeId.of(fields.text()),
                fields.text(),
                NodeAddress.parse(fields.text()),
                fields.int64(),
                fields.int64(),
                NodeStatus.fromCode(fields.count()),
                quorum(fields),
                counters(fields));
    }

    private static QuorumStatus quorum(final FieldReader fields) {
        return new QuorumStatus(fields.flag(), fields.count(), fields.count(), fields.count(), missing(fields));
    }

    private static Map<NodeId, Instant> missing(final FieldReader fields) {
        final Map<NodeId, Instant> missing = new TreeMap<>();
        for (long left = fields.int64(); left > 0; left--) {
            missing.put(NodeId.of(fields.text()), Instant.ofEpochMilli(fields.int64()));
        }
        return missing;
    }

    private static Map<String, Long> counters(final FieldReader fields) {
        final Map<String, Long> counters = new TreeMap<>();
        while (fields.hasMore()) {
            counters.put(fields.text(), fields.int64());
        }
        return counters;
    }
}
