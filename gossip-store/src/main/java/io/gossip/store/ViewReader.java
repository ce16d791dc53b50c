package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.StoreKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The role of readers: each call takes one view and answers from it alone. Wait-free but for the table's map. */
final class ViewReader implements OwnerReader {
    private final OwnerTable owners;
    private final NodeId self;
    private final KeyedHash hash;

    ViewReader(final OwnerTable owners, final NodeId self, final KeyedHash hash) {
        this.owners = owners;
        this.self = self;
        this.hash = hash;
    }

    @Override
    public NodeId selfId() {
        return self;
    }

    @Override
    public void forEachOwner(final Consumer<NodeId> visitor) {
        Arguments.notNull(visitor, "visitor");
        for (final OwnerRecord owner : owners.byRisingHash()) {
            if (owner.view().isVisible()) {
                visitor.accept(owner.id());
            }
        }
    }

    @Override
    public boolean read(final NodeId owner, final StoreKey<?> key, final ValueVisitor visitor) {
        final OwnerRecord holder = owners.byId(Arguments.notNull(owner, "owner"));
        Arguments.notNull(key, "key");
        Arguments.notNull(visitor, "visitor");
        if (holder == null) {
            return false;
        }
        final View view = holder.view();
        final Entry entry = view.value(key);
        if (entry == null) {
            return false;
        }
        visitor.onValue(
                view.counter(), view.nonce(), view.version(), entry.buffer(), entry.keyLength(), entry.valueLength());
        return true;
    }

    @Override
    public OwnerSnapshot snapshot(final NodeId owner) {
        final OwnerRecord holder = owners.byId(Arguments.notNull(owner, "owner"));
        final View view = holder == null ? View.NONE : holder.view();
        if (!view.isVisible()) {
            return null;
        }
        return new OwnerSnapshot(
                owner, view.generation(), view.version(), view.purgeFloor(), entries(view), stateHash(view));
    }

    private static Map<String, NodeInfo.Entry> entries(final View view) {
        final Map<String, NodeInfo.Entry> entries = new TreeMap<>();
        for (final Entry entry : view.bySlot()) {
            if (entry.isValue()) {
                entries.put(entry.keyText(), NodeInfo.Entry.of(entry.version(), entry.valueCopy()));
            } else if (entry.isTombstone()) {
                entries.put(entry.keyText(), NodeInfo.Entry.tombstone(entry.version()));
            }
        }
        return entries;
    }

    /** All that makes up the view, in version order, so that equal views and only they agree. */
    private long stateHash(final View view) {
        long state = hash.mix(view.counter(), view.nonce(), view.version(), view.purgeFloor());
        for (final Entry entry : view.byVersion()) {
            final long shape = (long) entry.kind() << Integer.SIZE | entry.keyLength();
            state = hash.mix(state, entry.version(), shape, hash.hash(entry.bytesCopy()));
        }
        return state;
    }
}
