package io.gossip.core.wire;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.core.wire.sbe.ChunkDecoder;
import io.gossip.core.wire.sbe.ChunkDecoder.EntriesDecoder;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSource;

/**
 * A chunk inside a received packet. {@link #read} looks at every length and version once, and notes where the entries
 * begin; what iterates later needs no checks. Its entries lie as a store has them, unless they are of a newer schema.
 * Reused for all chunks of a decoder; grows to the longest ever read, which packets bound.
 */
final class ReceivedChunk implements ChunkSource {
    private static final int FIRST_CAPACITY = 64;

    private final NodeIdCache ids;
    private final ChunkDecoder header = new ChunkDecoder();

    private NioBuffer buffer;
    private NodeId owner;
    // Of the header: a merge asks for each several times.
    private long counter;
    private long nonce;
    private long fromVersion;
    private long toVersion;
    private long targetVersion;
    private long purgeFloor;
    private int flags;
    private int blockLength;
    private int count;
    private int[] entries = new int[FIRST_CAPACITY];

    private int taken;
    private int entry;

    ReceivedChunk(final NodeIdCache ids) {
        this.ids = ids;
    }

    /** @return whether the message is a chunk; then this stands before its first entry */
    boolean read(final MessageFrame frame) {
        final BodyCursor cursor = frame.cursor();
        if (!frame.hasBlock(ChunkDecoder.BLOCK_LENGTH) || !cursor.enterGroup(EntriesDecoder.sbeBlockLength())) {
            return false;
        }
        buffer = frame.buffer();
        header.wrap(buffer, frame.body(), frame.blockLength(), frame.version());
        blockLength = cursor.blockLength();
        count = cursor.count();
        readNumbers();
        return (counter | fromVersion | toVersion | targetVersion | purgeFloor) >= 0
                && passEntries(cursor)
                && readOwner(cursor);
    }

    private void readNumbers() {
        counter = header.generation().counter();
        nonce = header.generation().nonce();
        fromVersion = header.fromVersion();
        toVersion = header.toVersion();
        targetVersion = header.targetVersion();
        purgeFloor = header.purgeFloor();
        flags = header.flags();
    }

    /** The blocks of all elements fit, and each has bytes: so the count is no larger than the packet. */
    private boolean passEntries(final BodyCursor cursor) {
        if (entries.length < count) {
            entries = new int[Math.max(count, 2 * entries.length)];
        }
        for (int i = 0; i < count; i++) {
            final int index = cursor.position();
            if (!cursor.skipBlock() || versionAt(index) < 0) {
                return false;
            }
            entries[i] = index;
            if (!cursor.skipShortData(StoreKey.MAX_LENGTH) || !cursor.skipLongData()) {
                return false;
            }
        }
        return true;
    }

    private boolean readOwner(final BodyCursor cursor) {
        if (!cursor.skipShortData(NodeId.MAX_LENGTH)) {
            return false;
        }
        owner = ids.resolveOrNull(buffer, cursor.dataIndex(), cursor.dataLength());
        rewind();
        return owner != null;
    }

    private long versionAt(final int index) {
        return buffer.getLong(index + EntriesDecoder.entryVersionEncodingOffset(), PacketDescriptor.BYTE_ORDER);
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
        return fromVersion;
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

    @Override
    public void rewind() {
        taken = 0;
    }

    @Override
    public boolean next() {
        if (taken == count) {
            return false;
        }
        entry = entries[taken++];
        return true;
    }

    @Override
    public int entryOffset() {
        return blockLength == EntriesDecoder.sbeBlockLength() ? entry : NOT_ENCODED;
    }

    @Override
    public long entryVersion() {
        return versionAt(entry);
    }

    @Override
    public int entryKind() {
        return buffer.getByte(entry + EntriesDecoder.kindEncodingOffset()) & 0xFF;
    }

    @Override
    public NioBuffer entryBuffer() {
        return buffer;
    }

    @Override
    public int keyOffset() {
        return entry + blockLength + EntriesDecoder.keyHeaderLength();
    }

    @Override
    public int keyLength() {
        return buffer.getShort(entry + blockLength, PacketDescriptor.BYTE_ORDER) & 0xFFFF;
    }

    @Override
    public int valueOffset() {
        return keyOffset() + keyLength() + EntriesDecoder.valueHeaderLength();
    }

    @Override
    public int valueLength() {
        return buffer.getInt(keyOffset() + keyLength(), PacketDescriptor.BYTE_ORDER);
    }
}
