package io.gossip.store.journal;

import static io.gossip.store.journal.JournalDescriptor.COUNTER;
import static io.gossip.store.journal.JournalDescriptor.ENTRY_HEADER_LENGTH;
import static io.gossip.store.journal.JournalDescriptor.FIRST_OPTIONAL_KIND;
import static io.gossip.store.journal.JournalDescriptor.PEERS;
import static io.gossip.store.journal.JournalDescriptor.REMOVED;
import static io.gossip.store.journal.JournalDescriptor.TIME;
import static io.gossip.store.journal.JournalDescriptor.VALUE;

import io.gossip.NodeAddress;
import io.gossip.store.chronicle.HeapBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;

/** What the records of a file add up to. One thread. */
final class JournalState {
    private static final long MAX_TIME_NS = TimeUnit.DAYS.toNanos(3_650);

    private final SortedMap<String, byte[]> values = new TreeMap<>();
    private final SortedMap<String, Long> timesLeft = new TreeMap<>();
    private List<NodeAddress> peers = List.of();
    private long counter;

    /** @return the highest counter noted, 0 when there is none */
    long counter() {
        return counter;
    }

    /** @return live values by key */
    SortedMap<String, byte[]> values() {
        return values;
    }

    /** @return nanoseconds left, from 1, of those of the values that do not stay */
    SortedMap<String, Long> timesLeft() {
        return timesLeft;
    }

    List<NodeAddress> peers() {
        return peers;
    }

    void raiseCounter(final long other) {
        counter = Math.max(counter, other);
    }

    /**
     * Applies the body of one record.
     *
     * @return null, or what is wrong with it: a record that passed its checks and makes no sense was written by a later
     *     version
     */
    String apply(final byte[] body) {
        final Bytes<byte[]> in = HeapBytes.reading(body);
        try {
            while (in.readRemaining() > 0) {
                final String fault = applyNext(in);
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        } finally {
            in.releaseLast();
        }
    }

    private String applyNext(final Bytes<byte[]> in) {
        if (in.readRemaining() < ENTRY_HEADER_LENGTH) {
            return "entryHeader=cut";
        }
        final int kind = in.readUnsignedByte();
        final int length = in.readInt();
        if (length < 0 || length > in.readRemaining()) {
            return "entryLength=" + length;
        }
        final byte[] payload = take(in, length);
        return switch (kind) {
            case COUNTER -> applyCounter(payload);
            case VALUE -> applyValue(payload);
            case REMOVED -> applyRemoved(payload);
            case PEERS -> applyPeers(payload);
            case TIME -> applyTime(payload);
            default -> kind >= FIRST_OPTIONAL_KIND ? null : "entryKind=" + kind;
        };
    }

    private static byte[] take(final Bytes<byte[]> in, final int length) {
        final byte[] taken = new byte[length];
        in.read(taken);
        return taken;
    }

    private String applyCounter(final byte[] payload) {
        if (payload.length != Long.BYTES) {
            return "counterLength=" + payload.length;
        }
        final Bytes<byte[]> in = HeapBytes.reading(payload);
        final long noted = in.readLong();
        in.releaseLast();
        if (noted < 1) {
            return "counter=" + noted;
        }
        raiseCounter(noted);
        return null;
    }

    private String applyValue(final byte[] payload) {
        final int keyLength = payload.length == 0 ? 0 : payload[0] & 0xFF;
        if (keyLength == 0 || keyLength >= payload.length) {
            return "keyLength=" + keyLength;
        }
        final String key = new String(payload, 1, keyLength, StandardCharsets.UTF_8);
        final byte[] value = new byte[payload.length - 1 - keyLength];
        System.arraycopy(payload, 1 + keyLength, value, 0, value.length);
        values.put(key, value);
        timesLeft.remove(key);
        return null;
    }

    private String applyRemoved(final byte[] payload) {
        final String key = new String(payload, StandardCharsets.UTF_8);
        values.remove(key);
        timesLeft.remove(key);
        return null;
    }

    private String applyTime(final byte[] payload) {
        if (payload.length <= Long.BYTES) {
            return "timeLength=" + payload.length;
        }
        final Bytes<byte[]> in = HeapBytes.reading(payload);
        final long leftNs = in.readLong();
        in.releaseLast();
        final String key = new String(payload, Long.BYTES, payload.length - Long.BYTES, StandardCharsets.UTF_8);
        if (leftNs < 1 || leftNs > MAX_TIME_NS || !values.containsKey(key)) {
            return "key=" + key + " timeLeftNs=" + leftNs;
        }
        timesLeft.put(key, leftNs);
        return null;
    }

    private String applyPeers(final byte[] payload) {
        final List<NodeAddress> listed = new ArrayList<>();
        final Bytes<byte[]> in = HeapBytes.reading(payload);
        while (in.readRemaining() > 0) {
            final int hostLength = in.readUnsignedByte();
            if (hostLength + Short.BYTES > in.readRemaining()) {
                return "peer=cut";
            }
            final byte[] host = take(in, hostLength);
            final NodeAddress peer = NodeAddress.fromUtf8OrNull(host, in.readUnsignedShort());
            if (peer == null) {
                return "peer=malformed";
            }
            listed.add(peer);
        }
        in.releaseLast();
        peers = List.copyOf(listed);
        return null;
    }
}
