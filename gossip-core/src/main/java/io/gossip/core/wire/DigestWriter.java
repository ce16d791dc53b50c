package io.gossip.core.wire;

import io.gossip.LifecycleException;
import io.gossip.core.wire.sbe.DigestEncoder;
import io.gossip.core.wire.sbe.DigestEncoder.EntriesEncoder;
import io.gossip.core.wire.sbe.DigestEncoder.RowsEncoder;
import io.gossip.core.wire.sbe.GroupSizeEncodingEncoder;
import io.gossip.store.OwnerDigest;

/** Writes a digest row by row. Room for the dimensions of the entries is kept from the start. */
final class DigestWriter {

    private static final String NAME = "Digest";
    private static final int DIMENSIONS_LENGTH = GroupSizeEncodingEncoder.ENCODED_LENGTH;

    private final FrameWriter frames;
    private final DigestEncoder digest = new DigestEncoder();
    private RowsEncoder rows;
    private EntriesEncoder entries;
    private int rowCount;
    private int entryCount;

    DigestWriter(final FrameWriter frames) {
        this.frames = frames;
    }

    boolean tryBegin(final DigestKind kind, final int rangeFrom, final long ownersHash, final long membersHash) {
        if (!frames.fits(DigestEncoder.BLOCK_LENGTH + 2 * DIMENSIONS_LENGTH)) {
            return false;
        }
        frames.open(NAME);
        digest.wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header)
                .kind((short) kind.code())
                .rangeFrom(Integer.toUnsignedLong(rangeFrom))
                .ownersHash(ownersHash)
                .membersHash(membersHash);
        rows = digest.rowsCount(FrameWriter.MAX_GROUP_COUNT);
        entries = null;
        rowCount = 0;
        entryCount = 0;
        return true;
    }

    int rowRoom() {
        frames.requireOpen(NAME);
        return entries != null
                ? 0
                : Math.min(
                        FrameWriter.MAX_GROUP_COUNT - rowCount,
                        (frames.roomAfter(digest.limit()) - DIMENSIONS_LENGTH) / RowsEncoder.sbeBlockLength());
    }

    boolean tryRow(final int ownerPrefix, final int generationTag, final int versionLow) {
        frames.requireOpen(NAME);
        if (entries != null) {
            throw new LifecycleException("rows go before entries, entries=" + entryCount);
        }
        if (rowRoom() < 1 || !frames.fitsAfter(digest.limit(), RowsEncoder.sbeBlockLength() + DIMENSIONS_LENGTH)) {
            return false;
        }
        rows.next()
                .ownerPrefix(Integer.toUnsignedLong(ownerPrefix))
                .generationTag(Integer.toUnsignedLong(generationTag))
                .versionLow(Integer.toUnsignedLong(versionLow));
        rowCount++;
        return true;
    }

    boolean tryEntry(final OwnerDigest entry) {
        frames.requireOpen(NAME);
        final int needed = EntriesEncoder.sbeBlockLength() + (entries == null ? DIMENSIONS_LENGTH : 0);
        if (entryCount == FrameWriter.MAX_GROUP_COUNT || !frames.fitsAfter(digest.limit(), needed)) {
            return false;
        }
        openEntries();
        entries.next()
                .owner(entry.ownerHash())
                .frontier(entry.frontier())
                .floor(entry.floor())
                .flags((short) ((entry.isComplete() ? MessageFlags.DIGEST_COMPLETE : 0)
                        | (entry.isStaged() ? MessageFlags.DIGEST_STAGED : 0)))
                .generation()
                .counter(entry.counter())
                .nonce(entry.nonce());
        entryCount++;
        return true;
    }

    void end(final int rangeTo) {
        frames.requireOpen(NAME);
        openEntries();
        entries.resetCountToIndex();
        digest.rangeTo(Integer.toUnsignedLong(rangeTo));
        frames.close(digest.limit());
    }

    private void openEntries() {
        if (entries == null) {
            rows.resetCountToIndex();
            entries = digest.entriesCount(FrameWriter.MAX_GROUP_COUNT);
        }
    }
}
