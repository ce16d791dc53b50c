package io.gossip.core.wire;

import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;

/** Messages about records of owners; nothing is copied or allocated, the handler reads the packet itself. */
final class StateMessages {
    private final PacketOrigin origin;
    private final DigestDecoder digest = new DigestDecoder();
    private final RumorIdsDecoder rumorIds = new RumorIdsDecoder();
    private final ReceivedChunk chunk;

    StateMessages(final NodeIdCache ids, final PacketOrigin origin) {
        this.origin = origin;
        chunk = new ReceivedChunk(ids);
    }

    MessageOutcome onDigest(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(DigestDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        digest.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        if (!hasSoundDigest(frame.cursor())) {
            return MessageOutcome.MALFORMED;
        }
        if (DigestKind.fromCodeOrNull(digest.kind()) == null) {
            return MessageOutcome.UNKNOWN_CODE;
        }
        handler.onDigest(origin, digest.sbeRewind());
        return MessageOutcome.DISPATCHED;
    }

    private boolean hasSoundDigest(final BodyCursor cursor) {
        if (!cursor.enterGroup(DigestDecoder.RowsDecoder.sbeBlockLength())) {
            return false;
        }
        cursor.skipBlocks();
        final int entriesIndex = cursor.position();
        if (!cursor.enterGroup(DigestDecoder.EntriesDecoder.sbeBlockLength())) {
            return false;
        }
        digest.limit(entriesIndex);
        for (final DigestDecoder.EntriesDecoder entry : digest.entries()) {
            if ((entry.generation().counter() | entry.frontier() | entry.floor()) < 0) {
                return false;
            }
        }
        return true;
    }

    MessageOutcome onRumorIds(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(RumorIdsDecoder.BLOCK_LENGTH)
                || !frame.cursor().enterGroup(RumorIdsDecoder.IdsDecoder.sbeBlockLength())) {
            return MessageOutcome.MALFORMED;
        }
        rumorIds.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        handler.onRumorIds(origin, rumorIds);
        return MessageOutcome.DISPATCHED;
    }

    MessageOutcome onChunk(final MessageFrame frame, final MessageHandler handler) {
        if (!chunk.read(frame)) {
            return MessageOutcome.MALFORMED;
        }
        handler.onChunk(origin, chunk);
        return MessageOutcome.DISPATCHED;
    }
}
