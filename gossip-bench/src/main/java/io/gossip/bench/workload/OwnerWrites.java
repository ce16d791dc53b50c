package io.gossip.bench.workload;

import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSink;
import io.gossip.store.ChunkSource;
import io.gossip.store.EntryKind;

/**
 * The writes of an owner in a range of versions, cut as its View says: of each key the last one. To be written into a
 * packet, or merged as it is. One thread; reused; allocates nothing after creation.
 */
public final class OwnerWrites implements ChunkSource {
    private static final int ENTRY_LENGTH = Workload.KEY_LENGTH + Workload.VALUE_LENGTH;

    private final NioBuffer buffer = NioBuffer.allocateDirect(Workload.KEYS * ENTRY_LENGTH);
    private NodeId owner;
    private long from;
    private long to;
    private long version;

    /** All values differ. */
    public OwnerWrites() {
        for (int key = 0; key < Workload.KEYS; key++) {
            buffer.putStringWithoutLengthAscii(key * ENTRY_LENGTH, Workload.keyName(key));
            buffer.setMemory(key * ENTRY_LENGTH + Workload.KEY_LENGTH, Workload.VALUE_LENGTH, (byte) (key + 1));
        }
    }

    /**
     * Shows the writes of an owner.
     *
     * @param ofOwner whose
     * @param fromVersionExclusive those above it
     * @param toVersion those up to it
     * @return this
     */
    public OwnerWrites of(final NodeId ofOwner, final long fromVersionExclusive, final long toVersion) {
        owner = ofOwner;
        from = fromVersionExclusive;
        to = toVersion;
        rewind();
        return this;
    }

    /** @return whether all of it fitted into the sink; otherwise nothing is in it */
    public boolean tryWrite(final ChunkSink sink) {
        if (!sink.tryBegin(owner, counter(), nonce(), from, to, 0, 0)) {
            return false;
        }
        rewind();
        while (next()) {
            stampValue();
            if (!sink.tryAdd(
                    version,
                    EntryKind.SET,
                    buffer,
                    keyOffset(),
                    Workload.KEY_LENGTH,
                    buffer,
                    valueOffset(),
                    Workload.VALUE_LENGTH)) {
                sink.abort();
                return false;
            }
        }
        sink.end(to);
        return true;
    }

    /** No two writes set the same bytes. */
    private void stampValue() {
        buffer.putLong(valueOffset(), version);
    }

    private int entry() {
        return (int) ((version - 1) % Workload.KEYS);
    }

    @Override
    public NodeId owner() {
        return owner;
    }

    @Override
    public long counter() {
        return Workload.LIFE.counter();
    }

    @Override
    public long nonce() {
        return Workload.LIFE.nonce();
    }

    @Override
    public long fromVersionExclusive() {
        return from;
    }

    @Override
    public long toVersion() {
        return to;
    }

    @Override
    public long targetVersion() {
        return to;
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
        version = Math.max(from, to - Workload.KEYS);
    }

    @Override
    public boolean next() {
        if (version == to) {
            return false;
        }
        version++;
        return true;
    }

    @Override
    public long entryVersion() {
        return version;
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
        return entry() * ENTRY_LENGTH;
    }

    @Override
    public int keyLength() {
        return Workload.KEY_LENGTH;
    }

    @Override
    public int valueOffset() {
        return keyOffset() + Workload.KEY_LENGTH;
    }

    @Override
    public int valueLength() {
        return Workload.VALUE_LENGTH;
    }
}
