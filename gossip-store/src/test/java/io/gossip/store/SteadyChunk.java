package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;

/** A chunk of some keys of one owner, the same each time but for its versions; giving it allocates nothing. */
final class SteadyChunk implements ChunkSource {
    static final int KEY_LENGTH = 8;
    private final NioBuffer buffer;
    private final int keys;
    private final int valueLength;
    private NodeId owner;
    private long from;
    private int entry;

    SteadyChunk(final int keys, final int valueLength) {
        this.keys = keys;
        this.valueLength = valueLength;
        this.buffer = NioBuffer.allocateDirect(keys * (KEY_LENGTH + valueLength));
        for (int i = 0; i < keys; i++) {
            buffer.putStringWithoutLengthAscii(i * KEY_LENGTH, String.format("key%05d", i));
        }
    }

    /** Writes all keys once more, from that version on. */
    SteadyChunk of(final NodeId ofOwner, final long fromVersionExclusive) {
        owner = ofOwner;
        from = fromVersionExclusive;
        return this;
    }

    @Override
    public NodeId owner() {
        return owner;
    }

    @Override
    public long counter() {
        return 1;
    }

    @Override
    public long nonce() {
        return 1;
    }

    @Override
    public long fromVersionExclusive() {
        return from;
    }

    @Override
    public long toVersion() {
        return from + keys;
    }

    @Override
    public long targetVersion() {
        return from + keys;
    }

    @Override
    public long purgeFloor() {
        return 0;
    }

    @Override
    public boolean isReset() {
        return false;
    }

    @Override
    public boolean isRumor() {
        return false;
    }

    @Override
    public void rewind() {
        entry = -1;
    }

    @Override
    public boolean next() {
        return ++entry < keys;
    }

    @Override
    public long entryVersion() {
        return from + entry + 1;
    }

    @Override
    public int entryKind() {
        return EntryKind.SET;
    }

    @Override
    public NioBuffer entryBuffer() {
        return buffer;
    }

    @Override
    public int keyOffset() {
        return entry * KEY_LENGTH;
    }

    @Override
    public int keyLength() {
        return KEY_LENGTH;
    }

    @Override
    public int valueOffset() {
        return keys * KEY_LENGTH + entry * valueLength;
    }

    @Override
    public int valueLength() {
        return valueLength;
    }
}
