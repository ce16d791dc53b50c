package io.gossip.store;

import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.ValueCodec;
import io.gossip.spi.NioBuffer;

/** One write of this node, encoded and checked, that waits for its number. */
final class SelfWrite {
    private final StoreKey<?> key;
    private final long ttlNs;
    // At version 0: numbered when it is published.
    private final Entry entry;

    private SelfWrite(final StoreKey<?> key, final long ttlNs, final Entry entry) {
        this.key = key;
        this.ttlNs = ttlNs;
        this.entry = entry;
    }

    /** @param ttlNs 0 for a value that stays */
    static <T> SelfWrite put(final StoreKey<T> key, final T value, final long ttlNs, final StoreLimits limits) {
        checkKey(key, limits);
        if (value == null) {
            throw new InvalidValueException("must not be null, remove a key instead, key=" + key + " value=null");
        }
        final ValueCodec<T> codec = key.codec();
        final int length = codec.encodedLength(value);
        if (length < 0) {
            throw new InvalidValueException("codec gave a negative length, key=" + key + " length=" + length);
        }
        if (length > limits.maxValueLength()) {
            throw new LimitExceededException(
                    "value too long, key=" + key + " length=" + length + " maxValueLength=" + limits.maxValueLength());
        }
        final byte[] bytes = new byte[key.length() + length];
        copyKey(key, bytes);
        final byte[] encoded = new byte[length];
        try {
            codec.encode(value, NioBuffer.wrapping(encoded), 0);
        } catch (final IndexOutOfBoundsException e) {
            throw new InvalidValueException(
                    "codec wrote beyond the length it gave, key=" + key + " length=" + length, e);
        }
        System.arraycopy(encoded, 0, bytes, key.length(), length);
        return new SelfWrite(key, ttlNs, new Entry(0, EntryKind.SET, bytes, key.length()));
    }

    static SelfWrite remove(final StoreKey<?> key, final StoreLimits limits) {
        checkKey(key, limits);
        final byte[] bytes = new byte[key.length()];
        copyKey(key, bytes);
        return new SelfWrite(key, 0, new Entry(0, EntryKind.TOMBSTONE, bytes, bytes.length));
    }

    private static void checkKey(final StoreKey<?> key, final StoreLimits limits) {
        if (Arguments.notNull(key, "key").length() > limits.maxKeyLength()) {
            throw new LimitExceededException(
                    "key too long, key=" + key + " length=" + key.length() + " maxKeyLength=" + limits.maxKeyLength());
        }
    }

    private static void copyKey(final StoreKey<?> key, final byte[] into) {
        for (int i = 0; i < key.length(); i++) {
            into[i] = key.byteAt(i);
        }
    }

    StoreKey<?> key() {
        return key;
    }

    /** @return time to live, or 0 */
    long ttlNs() {
        return ttlNs;
    }

    boolean isRemoval() {
        return entry.kind() == EntryKind.TOMBSTONE;
    }

    /** Adds it to a run of writes, under its number. */
    void addTo(final Writes writes, final long version) {
        entry.addTo(writes, version);
    }
}
