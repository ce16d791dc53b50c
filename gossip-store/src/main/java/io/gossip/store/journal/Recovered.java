package io.gossip.store.journal;

import io.gossip.Generation;
import io.gossip.JournalException;
import io.gossip.NodeAddress;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSource;
import io.gossip.store.SelfWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was in a directory when it was opened.
 *
 * @param owner whose it is
 * @param directory where it was
 * @param counter the highest counter that may have been used, 0 when there was none
 * @param values live values by key
 * @param timesLeft nanoseconds left, from 1, by key, of those values that do not stay
 * @param peers addresses known last
 */
public record Recovered(
        JournalOwner owner,
        Path directory,
        long counter,
        SortedMap<String, byte[]> values,
        SortedMap<String, Long> timesLeft,
        List<NodeAddress> peers) {

    /** Lets the times to live go on, in a store that was opened with what was recovered. */
    public void restoreTimes(final SelfWriter self) {
        timesLeft.forEach((key, leftNs) -> self.limitTime(StoreKey.bytes(key), leftNs));
    }

    ChunkSource image(final Generation life, final StoreLimits limits) {
        if (values.size() > limits.maxKeysPerOwner()) {
            throw tooMuch("keys=" + values.size() + " maxKeysPerOwner=" + limits.maxKeysPerOwner());
        }
        final ChunkBuffer image = ChunkBuffer.unlimited()
                .begin(owner.nodeId(), life.counter(), life.nonce(), 0, values.size(), 0, ChunkFlags.RESET);
        long version = 0;
        for (final Map.Entry<String, byte[]> entry : values.entrySet()) {
            check(entry.getKey(), entry.getValue(), limits);
            image.set(++version, entry.getKey(), entry.getValue());
        }
        image.end(version);
        return image;
    }

    private void check(final String key, final byte[] value, final StoreLimits limits) {
        final int keyLength = key.getBytes(StandardCharsets.UTF_8).length;
        if (keyLength > limits.maxKeyLength()) {
            throw tooMuch("key=" + key + " length=" + keyLength + " maxKeyLength=" + limits.maxKeyLength());
        }
        if (value.length > limits.maxValueLength()) {
            throw tooMuch("key=" + key + " length=" + value.length + " maxValueLength=" + limits.maxValueLength());
        }
    }

    private JournalException tooMuch(final String what) {
        return new JournalException(
                "journal holds more than the limits allow, durableDirectory=" + directory + " " + what);
    }
}
