package io.gossip.core.wire;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.core.wire.sbe.ChunkDecoder;
import io.gossip.core.wire.sbe.ChunkDecoder.EntriesDecoder;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSource;

/**
 * A chunk inside a received packet. {@link #read} looks at every length and version once; what iterates later needs no
 * checks. Reused for all chunks of a decoder.
 */
final class ReceivedChunk implements ChunkSource {
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
    private int firstEntry;
    private int blockLength;
    private int count;

    private int taken;
    private int nextEntry;
    private int entry;
    private int keyOffset;
    private int keyLength;
    private int valueOffset;
    private int valueLength;

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
        firstEntry = cursor.position();
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

    private boolean passEntries(final BodyCursor cursor) {
        for (int i = 0; i < count; i++) {
            final int index = cursor.position();
            if (!cursor.skipBlock() || versionAt(index) < 0) {
                return false;
            }
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
        nextEntry = firstEntry;
    }

    @Override
    public boolean next() {
        if (taken == count) {
            return false;
        }
        taken++;
        entry = nextEntry;
        final int key = entry + blockLength;
        keyOffset = key + EntriesDecoder.keyHeaderLength();
        keyLength = buffer.getShort(key, PacketDescriptor.BYTE_ORDER) & 0xFFFF;
        final int value = keyOffset + keyLength;
        valueOffset = value + EntriesDecoder.valueHeaderLength();
        valueLength = buffer.getInt(value, PacketDescriptor.BYTE_ORDER);
        nextEntry = valueOffset + valueLength;
        return true;
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
        return keyOffset;
    }

    @Override
    public int keyLength() {
        return keyLength;
    }

    @Override
    public int valueOffset() {
        return valueOffset;
    }

    @Override
    public int valueLength() {
        return valueLength;
    }
}
