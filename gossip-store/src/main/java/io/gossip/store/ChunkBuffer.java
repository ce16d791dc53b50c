package io.gossip.store;

import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A chunk in memory: a sink to cut into, under a budget of entries and bytes, and a source to merge from. It can also
 * be written by hand, and then it holds whatever was put in, sound or not: {@link #begin}, {@link #set} and its like,
 * {@link #end}. One thread; the entries are copies, so a chunk may be kept and merged as often as one likes.
 */
public final class ChunkBuffer implements ChunkSink, ChunkSource {
    private final int maxEntries;
    private final long maxBytes;
    private final List<Entry> entries = new ArrayList<>();
    private NodeId owner;
    private long counter;
    private long nonce;
    private long fromVersionExclusive;
    private long toVersion;
    private long targetVersion;
    private long purgeFloor;
    private int flags;
    private long bytes;
    private boolean isWhole;
    private int cursor = -1;
    private NioBuffer shown;

    private ChunkBuffer(final int maxEntries, final long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** @return a buffer without a budget, as the reliable lane has nearly */
    public static ChunkBuffer unlimited() {
        return new ChunkBuffer(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * @param maxEntries most entries it takes, from 0
     * @param maxBytes most bytes of keys and values it takes, from 0
     * @return a buffer with a budget
     * @throws InvalidValueException when a limit is negative
     */
    public static ChunkBuffer limited(final int maxEntries, final long maxBytes) {
        if (maxEntries < 0 || maxBytes < 0) {
            throw new InvalidValueException("must not be negative, maxEntries=" + maxEntries + " maxBytes=" + maxBytes);
        }
        return new ChunkBuffer(maxEntries, maxBytes);
    }

    /**
     * Begins a chunk by hand; what was there is gone. Nothing is judged.
     *
     * @param chunkOwner whose writes these are
     * @param lifeCounter counter of the life
     * @param lifeNonce nonce of the life
     * @param from version before the first, exclusive
     * @param target version of the state it is cut from
     * @param floor purge floor of that state
     * @param chunkFlags {@link ChunkFlags}
     * @return this
     */
    public ChunkBuffer begin(
            final NodeId chunkOwner,
            final long lifeCounter,
            final long lifeNonce,
            final long from,
            final long target,
            final long floor,
            final int chunkFlags) {
        abort();
        owner = chunkOwner;
        counter = lifeCounter;
        nonce = lifeNonce;
        fromVersionExclusive = from;
        targetVersion = target;
        purgeFloor = floor;
        flags = chunkFlags;
        return this;
    }

    /** @return this with a live value more, by hand */
    public ChunkBuffer set(final long version, final String key, final byte[] value) {
        return entry(version, EntryKind.SET, key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** @return this with a tombstone more, by hand */
    public ChunkBuffer tombstone(final long version, final String key) {
        return entry(version, EntryKind.TOMBSTONE, key.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    /** @return this with a purge entry more, by hand */
    public ChunkBuffer purge(final long version, final long upToVersion) {
        return add(Entry.purge(version, upToVersion));
    }

    /** @return this with an entry of any kind more, by hand; the budget plays no part */
    public ChunkBuffer entry(final long version, final int kind, final byte[] key, final byte[] value) {
        final byte[] both = new byte[key.length + value.length];
        System.arraycopy(key, 0, both, 0, key.length);
        System.arraycopy(value, 0, both, key.length, value.length);
        return add(new Entry(version, kind, both, key.length));
    }

    private ChunkBuffer add(final Entry entry) {
        entries.add(entry);
        bytes += entry.keyLength() + entry.valueLength();
        return this;
    }

    @Override
    public boolean tryBegin(
            final NodeId chunkOwner,
            final long lifeCounter,
            final long lifeNonce,
            final long from,
            final long target,
            final long floor,
            final int chunkFlags) {
        begin(chunkOwner, lifeCounter, lifeNonce, from, target, floor, chunkFlags);
        return true;
    }

    @Override
    public boolean tryAdd(
            final long version,
            final int kind,
            final DirectBuffer keyBuffer,
            final int keyOffset,
            final int keyLength,
            final DirectBuffer valueBuffer,
            final int valueOffset,
            final int valueLength) {
        if (entries.size() >= maxEntries || bytes + keyLength + valueLength > maxBytes) {
            return false;
        }
        add(Entry.copyOf(version, kind, keyBuffer, keyOffset, keyLength, valueBuffer, valueOffset, valueLength));
        return true;
    }

    @Override
    public void end(final long to) {
        toVersion = to;
        isWhole = true;
        rewind();
    }

    @Override
    public void abort() {
        owner = null;
        entries.clear();
        bytes = 0;
        isWhole = false;
        toVersion = 0;
        rewind();
    }

    /** @return most entries it takes */
    public int maxEntries() {
        return maxEntries;
    }

    /** @return whether there is an ended chunk in it */
    public boolean isWhole() {
        return isWhole;
    }

    /** @return entries in it */
    public int entryCount() {
        return entries.size();
    }

    /** @return bytes of keys and values in it */
    public long byteCount() {
        return bytes;
    }

    @Override
    public NodeId owner() {
        return owner;
    }

    @Override
    public long counter() {
        return counter;
    }

    @Override
    public long nonce() {
        return nonce;
    }

    @Override
    public long fromVersionExclusive() {
        return fromVersionExclusive;
    }

    @Override
    public long toVersion() {
        return toVersion;
    }

    @Override
    public long targetVersion() {
        return targetVersion;
    }

    @Override
    public long purgeFloor() {
        return purgeFloor;
    }

    @Override
    public boolean isReset() {
        return (flags & ChunkFlags.RESET) != 0;
    }

    @Override
    public boolean isRumor() {
        return (flags & ChunkFlags.RUMOR) != 0;
    }

    /** @return {@link ChunkFlags} */
    public int flags() {
        return flags;
    }

    @Override
    public void rewind() {
        cursor = -1;
        shown = null;
    }

    @Override
    public boolean next() {
        if (cursor + 1 >= entries.size()) {
            return false;
        }
        cursor++;
        shown = entries.get(cursor).buffer();
        return true;
    }

    @Override
    public long entryVersion() {
        return entries.get(cursor).version();
    }

    @Override
    public int entryKind() {
        return entries.get(cursor).kind();
    }

    @Override
    public NioBuffer entryBuffer() {
        return shown;
    }

    @Override
    public int keyOffset() {
        return 0;
    }

    @Override
    public int keyLength() {
        return entries.get(cursor).keyLength();
    }

    @Override
    public int valueOffset() {
        return entries.get(cursor).keyLength();
    }

    @Override
    public int valueLength() {
        return entries.get(cursor).valueLength();
    }

    @Override
    public String toString() {
        return owner + "@" + counter + "." + Long.toHexString(nonce) + " (" + fromVersionExclusive + "," + toVersion
                + "] of " + targetVersion + "/" + purgeFloor + (isReset() ? " reset" : "") + (isRumor() ? " rumor" : "")
                + " " + entries;
    }
}
