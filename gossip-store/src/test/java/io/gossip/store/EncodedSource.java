package io.gossip.store;

import io.gossip.spi.NioBuffer;
import java.util.ArrayList;
import java.util.List;

/** The entries of another chunk as they lie in a packet: behind each other, or with a byte between them. */
final class EncodedSource implements ForwardingSource {
    private static final int LENGTH = 1 << 16;

    private final ChunkSource whole;
    private final NioBuffer buffer = NioBuffer.allocate(LENGTH);
    private final List<Integer> entries = new ArrayList<>();
    private int taken;

    /** @param gap bytes between entries */
    EncodedSource(final ChunkSource whole, final int gap) {
        this.whole = whole;
        whole.rewind();
        int at = 3;
        while (whole.next()) {
            entries.add(at);
            at = gap + put(at);
        }
    }

    private int put(final int at) {
        final int key = LENGTH / 2;
        whole.entryBuffer().getBytes(whole.keyOffset(), buffer, key, whole.keyLength());
        final int value = key + whole.keyLength();
        whole.entryBuffer().getBytes(whole.valueOffset(), buffer, value, whole.valueLength());
        return EntryDescriptor.put(
                buffer,
                at,
                whole.entryVersion(),
                whole.entryKind(),
                buffer,
                key,
                whole.keyLength(),
                value,
                whole.valueLength());
    }

    @Override
    public ChunkSource whole() {
        return whole;
    }

    @Override
    public void rewind() {
        taken = 0;
    }

    @Override
    public boolean next() {
        return taken++ < entries.size();
    }

    @Override
    public NioBuffer entryBuffer() {
        return buffer;
    }

    @Override
    public int entryOffset() {
        return entries.get(taken - 1);
    }

    /** What is not asked where entries are encoded. */
    @Override
    public long entryVersion() {
        throw new AssertionError("the bytes say it");
    }
}
