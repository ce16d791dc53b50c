package io.gossip.testkit.model;

import io.gossip.spi.Arguments;
import io.gossip.store.EntryKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One numbered write of an owner.
 *
 * @param version its number in its life, from 1
 * @param kind {@link EntryKind}
 * @param key which key; empty for a purge
 * @param value copied; empty for a tombstone, 8 bytes little endian for a purge
 */
public record Write(long version, int kind, String key, byte[] value) {
    /** Copies the value. */
    public Write {
        Arguments.notNull(key, "key");
        value = Arguments.notNull(value, "value").clone();
    }

    /** @return a value */
    public static Write set(final long version, final String key, final byte[] value) {
        return new Write(version, EntryKind.SET, key, value);
    }

    /** @return a deletion */
    public static Write delete(final long version, final String key) {
        return new Write(version, EntryKind.TOMBSTONE, key, new byte[0]);
    }

    /** @return the removal of all tombstones of versions up to that one */
    public static Write purge(final long version, final long upToVersion) {
        final ByteBuffer value = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new Write(
                version, EntryKind.PURGE, "", value.putLong(upToVersion).array());
    }

    public boolean isSet() {
        return kind == EntryKind.SET;
    }

    public boolean isTombstone() {
        return kind == EntryKind.TOMBSTONE;
    }

    public boolean isPurge() {
        return kind == EntryKind.PURGE;
    }

    /** @return of a purge, the version up to which tombstones are gone */
    public long purgedUpTo() {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** @return a copy */
    @Override
    public byte[] value() {
        return value.clone();
    }

    /** @return the key in UTF-8 */
    public byte[] keyBytes() {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Write that
                && version == that.version
                && kind == that.kind
                && key.equals(that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, kind, key, Arrays.hashCode(value));
    }

    @Override
    public String toString() {
        if (isPurge() && value.length == Long.BYTES) {
            return version + ":purge(" + purgedUpTo() + ")";
        }
        return version + ":" + key
                + (isTombstone() ? " deleted" : "=" + HexFormat.of().formatHex(value));
    }
}
