package io.gossip.core.wire;

import io.gossip.core.wire.sbe.GroupSizeEncodingEncoder;
import io.gossip.core.wire.sbe.RumorIdsEncoder;
import io.gossip.core.wire.sbe.RumorIdsEncoder.IdsEncoder;

/** Writes the ids of rumors one by one. */
final class RumorIdsWriter {
    private static final String NAME = "RumorIds";

    private final FrameWriter frames;
    private final RumorIdsEncoder message = new RumorIdsEncoder();
    private IdsEncoder ids;
    private int count;

    RumorIdsWriter(final FrameWriter frames) {
        this.frames = frames;
    }

    boolean tryBegin() {
        if (!frames.fits(
                RumorIdsEncoder.BLOCK_LENGTH + GroupSizeEncodingEncoder.ENCODED_LENGTH + IdsEncoder.sbeBlockLength())) {
            return false;
        }
        frames.open(NAME);
        message.wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header);
        ids = message.idsCount(FrameWriter.MAX_GROUP_COUNT);
        count = 0;
        return true;
    }

    boolean tryId(final long owner, final int lifeTag, final int versionLow) {
        frames.requireOpen(NAME);
        if (count == FrameWriter.MAX_GROUP_COUNT || !frames.fitsAfter(message.limit(), IdsEncoder.sbeBlockLength())) {
            return false;
        }
        ids.next()
                .owner(owner)
                .generationTag(Integer.toUnsignedLong(lifeTag))
                .versionLow(Integer.toUnsignedLong(versionLow));
        count++;
        return true;
    }

    void end() {
        frames.requireOpen(NAME);
        if (count == 0) {
            frames.drop();
            return;
        }
        ids.resetCountToIndex();
        frames.close(message.limit());
    }
}
