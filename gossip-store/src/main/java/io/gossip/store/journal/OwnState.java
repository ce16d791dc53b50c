package io.gossip.store.journal;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.store.EntryKind;
import io.gossip.store.EntryVisitor;
import io.gossip.store.OwnerReader;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Goes over this node's own view, in turn with its writers, so that it is one view. The version is that of the last entry,
 * because the last write of a view is always in it: a value or tombstone nobody could have overwritten or purged yet, or
 * the purge. One thread.
 */
final class OwnState implements EntryVisitor {
    private final NodeId self;
    private Generation life = Generation.NONE;
    private EntryVisitor target = (version, kind, buffer, key, keyLength, value, valueLength) -> {};
    private long version;
    private long purgeFloor;

    OwnState(final NodeId self) {
        this.self = self;
    }

    /** @param visitor called for each entry of the view */
    void visit(final OwnerReader reader, final EntryVisitor visitor) {
        target = visitor;
        version = 0;
        purgeFloor = 0;
        reader.look(self, (counter, nonce, frontier, liveKeys) -> life = new Generation(counter, nonce));
        reader.forEachEntry(self, this);
    }

    /** @return life of the view visited last */
    Generation life() {
        return life;
    }

    @Override
    public void onEntry(
            final long entryVersion,
            final int kind,
            final DirectBuffer buffer,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        version = entryVersion;
        if (kind == EntryKind.PURGE) {
            purgeFloor = buffer.getLong(valueOffset, ByteOrder.LITTLE_ENDIAN);
        }
        target.onEntry(entryVersion, kind, buffer, keyOffset, keyLength, valueOffset, valueLength);
    }

    /** @return version of the view visited last */
    long version() {
        return version;
    }

    /** @return tombstones up to that version were not in it */
    long purgeFloor() {
        return purgeFloor;
    }
}
