package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;

/**
 * A received chunk: writes of one owner in {@code (fromVersionExclusive, toVersion]}, cut from a state of version
 * {@code targetVersion}. Header accessors are valid at any time; entry accessors after {@link #next} returned true.
 * Numbers come from the wire and may be anything, negative included; the buffers are valid during the merge only.
 */
public interface ChunkSource {
    /** {@link #entryOffset}: the accessors count. */
    int NOT_ENCODED = -1;

    /** @return whose writes these are */
    NodeId owner();

    long counter();

    long nonce();

    long fromVersionExclusive();

    long toVersion();

    long targetVersion();

    long purgeFloor();

    /** @return whether it starts from nothing, replacing what the receiver has */
    boolean isReset();

    /** @return whether it was sent unasked: complete, and to be pulled when it does not join on */
    boolean isRumor();

    /** Goes back before the first entry. */
    void rewind();

    /** @return whether there is another entry, which the accessors now show */
    boolean next();

    /**
     * @return where in {@link #entryBuffer} the entry lies in the form that views have ({@link EntryDescriptor}); then
     *     its bytes count, and not what the other accessors say of it. {@link #NOT_ENCODED} when it lies otherwise
     */
    default int entryOffset() {
        return NOT_ENCODED;
    }

    long entryVersion();

    /** @return {@link EntryKind} as a number, 0 to 255; unknown kinds are kept and relayed unchanged */
    int entryKind();

    NioBuffer entryBuffer();

    int keyOffset();

    int keyLength();

    int valueOffset();

    int valueLength();
}
