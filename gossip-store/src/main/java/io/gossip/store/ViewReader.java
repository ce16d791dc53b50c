package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.ValueVisitor;
import io.gossip.spi.NioBuffer;
import io.gossip.store.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The role of readers: each call copies what it wants of one view, and hands it on when that view was visible all the
 * while. Lock-free: a call begins again only when a publish of the same owner was completed meanwhile.
 */
final class ViewReader implements OwnerReader {
    private final OwnerTable owners;
    private final NodeId self;
    private final KeyedHash hash;
    private final SlotHash slotHash;
    private final int maxValueLength;

    ViewReader(
            final OwnerTable owners,
            final NodeId self,
            final KeyedHash hash,
            final SlotHash slotHash,
            final int maxValueLength) {
        this.maxValueLength = maxValueLength;
        this.owners = owners;
        this.self = self;
        this.hash = hash;
        this.slotHash = slotHash;
    }

    @Override
    public NodeId selfId() {
        return self;
    }

    @Override
    public void forEachOwner(final Consumer<NodeId> visitor) {
        Arguments.notNull(visitor, "visitor");
        for (final OwnerRecord owner : owners.byRisingHash()) {
            if (isVisible(owner)) {
                visitor.accept(owner.id());
            }
        }
    }

    private static boolean isVisible(final OwnerRecord owner) {
        while (true) {
            final long number = owner.number();
            final long address = owner.address(number);
            if (owner.isStill(number)) {
                return address != Memory.NONE;
            }
        }
    }

    @Override
    public boolean look(final NodeId owner, final ViewVisitor visitor) {
        final OwnerRecord record = owners.byId(Arguments.notNull(owner, "owner"));
        Arguments.notNull(visitor, "visitor");
        if (record == null) {
            return false;
        }
        final ReadScratch scratch = ReadScratch.take();
        try {
            return look(record, scratch.view(), visitor);
        } finally {
            scratch.release();
        }
    }

    private static boolean look(final OwnerRecord owner, final View view, final ViewVisitor visitor) {
        while (true) {
            final long number = owner.number();
            final long address = owner.address(number);
            final boolean isView = address != Memory.NONE && view.wrap(owner.memory(), address);
            final long counter = isView ? view.counter() : 0;
            final long nonce = isView ? view.nonce() : 0;
            final long version = isView ? view.version() : 0;
            final int liveCount = isView ? view.liveCount() : 0;
            if (owner.isStill(number)) {
                if (isView) {
                    visitor.onView(counter, nonce, version, liveCount);
                }
                return isView;
            }
        }
    }

    @Override
    public boolean read(final NodeId owner, final StoreKey<?> key, final ValueVisitor visitor) {
        final OwnerRecord record = owners.byId(Arguments.notNull(owner, "owner"));
        Arguments.notNull(key, "key");
        Arguments.notNull(visitor, "visitor");
        if (record == null) {
            return false;
        }
        final ReadScratch scratch = ReadScratch.take();
        try {
            return read(record, scratch, scratch.key(key, slotHash), visitor);
        } finally {
            scratch.release();
        }
    }

    private boolean read(
            final OwnerRecord owner, final ReadScratch scratch, final KnownKey key, final ValueVisitor visitor) {
        final View view = scratch.view();
        while (true) {
            final long number = owner.number();
            final long address = owner.address(number);
            final boolean isView = address != Memory.NONE && view.wrap(owner.memory(), address);
            final int row = isView ? view.find(key.slot(), key.bytes(), 0, 0) : View.ABSENT;
            final int length = row >= 0 ? copyValue(view, row, scratch) : View.ABSENT;
            final long counter = isView ? view.counter() : 0;
            final long nonce = isView ? view.nonce() : 0;
            final long version = isView ? view.version() : 0;
            if (owner.isStill(number)) {
                if (length < 0) {
                    return false;
                }
                visitor.onValue(counter, nonce, version, scratch.copy(), 0, length);
                return true;
            }
        }
    }

    /**
     * Each number is read once, checked, and used: the next read may give another.
     *
     * @return bytes of the live value, below 0 when there is none; copied if they lie inside the buffer, which they do if
     *     the view is still there
     */
    private int copyValue(final View view, final int row, final ReadScratch scratch) {
        final long slot = view.slot(row);
        if (ViewDescriptor.kind(slot) != EntryKind.SET) {
            return View.ABSENT;
        }
        final long span = view.span(row);
        final int length = ViewDescriptor.valueLength(span);
        final int index = view.base() + ViewDescriptor.keyOffset(span) + ViewDescriptor.keyLength(slot);
        final boolean lies = length >= 0
                && length <= maxValueLength // or a torn length makes a large room
                && index >= 0
                && index <= view.buffer().capacity() - length;
        if (lies) {
            scratch.room(length).putBytes(0, view.buffer(), index, length);
        }
        return length;
    }

    @Override
    public int forEachValue(final StoreKey<?> key, final Predicate<NodeId> isWanted, final NodeValueVisitor visitor) {
        Arguments.notNull(key, "key");
        Arguments.notNull(isWanted, "isWanted");
        Arguments.notNull(visitor, "visitor");
        final ReadScratch scratch = ReadScratch.take();
        try {
            final KnownKey known = scratch.key(key, slotHash);
            int found = 0;
            for (final OwnerRecord owner : owners.byRisingHash()) {
                scratch.visit(owner.id(), visitor);
                if (isWanted.test(owner.id()) && read(owner, scratch, known, scratch)) {
                    found++;
                }
            }
            return found;
        } finally {
            scratch.release();
        }
    }

    @Override
    public boolean forEachEntry(final NodeId owner, final EntryVisitor visitor) {
        final OwnerRecord record = owners.byId(Arguments.notNull(owner, "owner"));
        Arguments.notNull(visitor, "visitor");
        if (record == null) {
            return false;
        }
        final ReadScratch scratch = ReadScratch.take();
        try {
            final View view = scratch.view();
            if (!copyWhole(record, scratch)) {
                return false;
            }
            for (int row = 0; row < view.count(); row++) {
                visitor.onEntry(
                        view.rowVersion(row),
                        view.kind(row),
                        view.buffer(),
                        view.keyIndex(row),
                        view.keyLength(row),
                        view.valueIndex(row),
                        view.valueLength(row));
            }
            return true;
        } finally {
            scratch.release();
        }
    }

    /** Copies one whole view, which the scratch's view then shows. @return whether there was one */
    private static boolean copyWhole(final OwnerRecord owner, final ReadScratch scratch) {
        final View view = scratch.view();
        while (true) {
            final long number = owner.number();
            final long address = owner.address(number);
            final boolean isView = address != Memory.NONE && view.wrap(owner.memory(), address);
            final int length = isView ? view.length() : 0;
            if (!owner.isStill(number)) {
                continue; // before the length is taken for one
            }
            if (!isView) {
                return false;
            }
            final NioBuffer copy = scratch.room(length);
            copy.putBytes(0, view.buffer(), view.base(), length);
            if (owner.isStill(number)) {
                return view.wrap(copy);
            }
        }
    }

    @Override
    public OwnerSnapshot snapshot(final NodeId owner) {
        final OwnerRecord record = owners.byId(Arguments.notNull(owner, "owner"));
        if (record == null) {
            return null;
        }
        final ReadScratch scratch = ReadScratch.take();
        try {
            return copyWhole(record, scratch) ? snapshot(owner, scratch.view()) : null;
        } finally {
            scratch.release();
        }
    }

    private OwnerSnapshot snapshot(final NodeId owner, final View view) {
        return new OwnerSnapshot(
                owner,
                view.generation(),
                view.version(),
                view.purgeFloor(),
                purgeVersion(view),
                entries(view),
                stateHash(view));
    }

    private static long purgeVersion(final View view) {
        for (int row = 0; row < view.count(); row++) {
            if (view.kind(row) == EntryKind.PURGE) {
                return view.rowVersion(row);
            }
        }
        return 0;
    }

    private static Map<String, NodeInfo.Entry> entries(final View view) {
        final Map<String, NodeInfo.Entry> entries = new TreeMap<>();
        for (int row = 0; row < view.count(); row++) {
            if (view.isValue(row)) {
                final byte[] value = bytes(view, view.valueIndex(row), view.valueLength(row));
                entries.put(keyText(view, row), NodeInfo.Entry.of(view.rowVersion(row), value));
            } else if (view.isTombstone(row)) {
                entries.put(keyText(view, row), NodeInfo.Entry.tombstone(view.rowVersion(row)));
            }
        }
        return entries;
    }

    private static String keyText(final View view, final int row) {
        return new String(bytes(view, view.keyIndex(row), view.keyLength(row)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(final View view, final int index, final int length) {
        final byte[] bytes = new byte[length];
        view.buffer().getBytes(index, bytes);
        return bytes;
    }

    /** All that makes up the view, in version order, so that equal views and only they agree. */
    private long stateHash(final View view) {
        long state = hash.mix(view.counter(), view.nonce(), view.version(), view.purgeFloor());
        for (int row = 0; row < view.count(); row++) {
            final long shape = (long) view.kind(row) << Integer.SIZE | view.keyLength(row);
            final byte[] both = bytes(view, view.keyIndex(row), view.keyLength(row) + view.valueLength(row));
            state = hash.mix(state, view.rowVersion(row), shape, hash.hash(both));
        }
        return state;
    }
}
