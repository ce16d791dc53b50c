package io.gossip.core.node;

import io.gossip.core.outbound.OutboundCounters;
import io.gossip.core.wire.WireCounter;
import io.gossip.core.wire.WireCounters;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What went out and came in since the node was created, at one moment.
 *
 * @param packetsSent by lane
 * @param bytesSent by lane, packet headers included
 * @param sendsFailed by lane: the transport did not take the packet
 * @param sendsWithheld by lane: times that the byte budget did not allow a packet
 * @param received packets by verdict, and messages skipped, by label
 * @param undeclaredRefused joiners and members heard of that found no place among the undeclared
 * @param valuesUndecoded reads of values whose bytes their key's codec did not take
 */
public record NodeCounters(
        Map<Lane, Long> packetsSent,
        Map<Lane, Long> bytesSent,
        Map<Lane, Long> sendsFailed,
        Map<Lane, Long> sendsWithheld,
        Map<String, Long> received,
        long undeclaredRefused,
        long valuesUndecoded) {

    public NodeCounters {
        packetsSent = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(packetsSent, "packetsSent")));
        bytesSent = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(bytesSent, "bytesSent")));
        sendsFailed = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(sendsFailed, "sendsFailed")));
        sendsWithheld = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(sendsWithheld, "sendsWithheld")));
        received = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(received, "received")));
    }

    /** @return the same by label, sorted */
    public Map<String, Long> byLabel() {
        final Map<String, Long> labelled = new TreeMap<>(received);
        for (final Lane lane : Lane.values()) {
            final String name = lane == Lane.BEST_EFFORT ? "best effort" : "reliable";
            labelled.put("packets sent, " + name, packetsSent.get(lane));
            labelled.put("bytes sent, " + name, bytesSent.get(lane));
            labelled.put("sends failed, " + name, sendsFailed.get(lane));
            labelled.put("sends withheld by the byte budget, " + name, sendsWithheld.get(lane));
        }
        labelled.put("undeclared members refused", undeclaredRefused);
        labelled.put("values that did not decode", valuesUndecoded);
        return labelled;
    }

    static NodeCounters of(
            final OutboundCounters out, final WireCounters in, final long undeclaredRefused, final LocalStore store) {
        final Map<Lane, Long> packets = new TreeMap<>();
        final Map<Lane, Long> bytes = new TreeMap<>();
        final Map<Lane, Long> failed = new TreeMap<>();
        final Map<Lane, Long> withheld = new TreeMap<>();
        for (final Lane lane : Lane.values()) {
            packets.put(lane, out.packets(lane));
            bytes.put(lane, out.bytes(lane));
            failed.put(lane, out.failed(lane));
            withheld.put(lane, out.withheld(lane));
        }
        final Map<String, Long> received = new TreeMap<>();
        for (final WireCounter counter : WireCounter.values()) {
            received.put(counter.label(), in.value(counter));
        }
        return new NodeCounters(packets, bytes, failed, withheld, received, undeclaredRefused, store.undecodedCount());
    }
}
