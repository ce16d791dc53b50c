package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.ValueVisitor;
import io.gossip.spi.NioBuffer;
import org.agrona.DirectBuffer;

/**
 * What one thread needs to read: room for a key and for a validated copy. One per thread and depth, since a visitor may
 * read too. On the heap, so that nothing outside of it is held by threads that once read.
 */
final class ReadScratch implements ValueVisitor {
    private static final ThreadLocal<ReadScratch> OF_THREAD = ThreadLocal.withInitial(ReadScratch::new);

    private static final int KEYS = 16;
    private static final int FIRST_LENGTH = 1 << 10;
    /** More than this is not kept. */
    private static final int MAX_KEPT_LENGTH = 1 << 20;

    private final View view = new View();
    private final KnownKey[] keys = new KnownKey[KEYS];
    private NioBuffer copy = NioBuffer.allocate(FIRST_LENGTH);
    private NodeId visitedOwner;
    private NodeValueVisitor ownerVisitor;
    private ReadScratch inner;
    private boolean isInUse;

    private ReadScratch() {}

    /** @return this thread's, to be given back by {@link #release} */
    static ReadScratch take() {
        ReadScratch scratch = OF_THREAD.get();
        while (scratch.isInUse) {
            if (scratch.inner == null) {
                scratch.inner = new ReadScratch();
            }
            scratch = scratch.inner;
        }
        scratch.isInUse = true;
        return scratch;
    }

    void release() {
        isInUse = false;
        visit(null, null);
        if (copy.capacity() > MAX_KEPT_LENGTH) {
            copy = NioBuffer.allocate(FIRST_LENGTH);
        }
    }

    /** What is visited next is of this owner and for this visitor. */
    void visit(final NodeId owner, final NodeValueVisitor visitor) {
        visitedOwner = owner;
        ownerVisitor = visitor;
    }

    @Override
    public void onValue(
            final long counter,
            final long nonce,
            final long version,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        ownerVisitor.onValue(visitedOwner, counter, nonce, version, buffer, offset, length);
    }

    View view() {
        return view;
    }

    /** @return the key, as stores with that hash look for it; the same for as long as no other comes in its place */
    KnownKey key(final StoreKey<?> wanted, final SlotHash hash) {
        final int place = wanted.hashCode() & KEYS - 1;
        if (keys[place] == null) {
            keys[place] = new KnownKey();
        }
        return keys[place].of(wanted, hash);
    }

    /** @return room for that many bytes */
    NioBuffer room(final int length) {
        if (length > copy.capacity()) {
            copy = NioBuffer.allocate(Math.max(length, (int) Math.min(2L * copy.capacity(), Integer.MAX_VALUE - 8)));
        }
        return copy;
    }

    NioBuffer copy() {
        return copy;
    }
}
