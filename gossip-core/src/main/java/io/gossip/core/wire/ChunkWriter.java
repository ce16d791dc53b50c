package io.gossip.core.wire;

import io.gossip.NodeId;
import io.gossip.core.wire.sbe.ChunkEncoder;
import io.gossip.core.wire.sbe.ChunkEncoder.EntriesEncoder;
import io.gossip.core.wire.sbe.GroupSizeEncodingEncoder;
import io.gossip.store.ChunkSink;
import org.agrona.DirectBuffer;

/** Cuts a chunk straight into the packet. Room for the owner's id, which comes last, is kept from the start. */
final class ChunkWriter implements ChunkSink {
    private static final String NAME = "Chunk";
    private static final int KEY_HEADER_LENGTH = EntriesEncoder.keyHeaderLength();
    private static final int ENTRY_OVERHEAD =
            EntriesEncoder.sbeBlockLength() + KEY_HEADER_LENGTH + EntriesEncoder.valueHeaderLength();
    private static final int OVERHEAD =
            ChunkEncoder.BLOCK_LENGTH + GroupSizeEncodingEncoder.ENCODED_LENGTH + ChunkEncoder.nodeIdHeaderLength();

    /** A part of length 0 may come without a buffer: tombstones have no value. */
    private static final byte[] NOTHING = new byte[0];

    private final FrameWriter frames;
    private final ChunkEncoder chunk = new ChunkEncoder();
    private EntriesEncoder entries;
    private NodeId owner;
    private int count;

    ChunkWriter(final FrameWriter frames) {
        this.frames = frames;
    }

    @Override
    public boolean tryBegin(
            final NodeId newOwner,
            final long counter,
            final long nonce,
            final long fromVersionExclusive,
            final long targetVersion,
            final long purgeFloor,
            final int flags) {
        if (!frames.fits(OVERHEAD + newOwner.length())) {
            return false;
        }
        frames.open(NAME);
        chunk.wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header)
                .flags((short) flags)
                .fromVersion(fromVersionExclusive)
                .targetVersion(targetVersion)
                .purgeFloor(purgeFloor)
                .generation()
                .counter(counter)
                .nonce(nonce);
        entries = chunk.entriesCount(FrameWriter.MAX_GROUP_COUNT);
        owner = newOwner;
        count = 0;
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
        frames.requireOpen(NAME);
        final int closing = ChunkEncoder.nodeIdHeaderLength() + owner.length();
        final long needed = (long) ENTRY_OVERHEAD + keyLength + valueLength + closing;
        if (count == FrameWriter.MAX_GROUP_COUNT || !frames.fitsAfter(chunk.limit(), needed)) {
            return false;
        }
        entries.next().entryVersion(version).kind((short) kind);
        if (keyLength == 0) {
            entries.putKey(NOTHING, 0, 0);
        } else {
            entries.putKey(keyBuffer, keyOffset, keyLength);
        }
        if (valueLength == 0) {
            entries.putValue(NOTHING, 0, 0);
        } else {
            entries.putValue(valueBuffer, valueOffset, valueLength);
        }
        count++;
        return true;
    }

    @Override
    public void end(final long toVersion) {
        frames.requireOpen(NAME);
        entries.resetCountToIndex();
        chunk.toVersion(toVersion).putNodeId(frames.bytesOf(owner), 0, owner.length());
        frames.close(chunk.limit());
    }

    @Override
    public void abort() {
        frames.requireOpen(NAME);
        frames.drop();
    }
}
