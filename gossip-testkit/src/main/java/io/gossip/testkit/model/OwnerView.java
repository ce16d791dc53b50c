package io.gossip.testkit.model;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.spi.Arguments;
import io.gossip.store.OwnerSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * View(g, m): per key the last write among 1..m of life g, without tombstones of versions up to the purge floor, which is
 * itself a write. The oracle: slow, obvious, and nothing of the store in it.
 *
 * @param owner whose
 * @param generation g
 * @param version m
 * @param purgeFloor tombstones up to this version are gone
 * @param writes what is left, by rising version, the last purge among them
 */
public record OwnerView(NodeId owner, Generation generation, long version, long purgeFloor, List<Write> writes) {
    /** Copies the list. */
    public OwnerView {
        Arguments.notNull(owner, "owner");
        Arguments.notNull(generation, "generation");
        writes = Arguments.copyOf(writes, "writes");
    }

    /** @return the view of that life at that version */
    public static OwnerView of(final NodeId owner, final Life life, final long version) {
        Arguments.notNull(owner, "owner");
        Arguments.notNull(life, "life");
        final Map<String, Write> last = new TreeMap<>();
        final List<Write> purges = new ArrayList<>();
        for (final Write write : life.writes()) {
            if (write.version() <= version && write.isPurge()) {
                purges.clear();
                purges.add(write);
            } else if (write.version() <= version) {
                last.put(write.key(), write);
            }
        }
        final long floor = purges.isEmpty() ? 0 : purges.get(0).purgedUpTo();
        last.values().removeIf(write -> write.isTombstone() && write.version() <= floor);
        final List<Write> writes = new ArrayList<>(last.values());
        writes.addAll(purges);
        writes.sort(Comparator.comparingLong(Write::version));
        return new OwnerView(owner, life.generation(), version, floor, writes);
    }

    /** @return by key what a reader finds, tombstones included */
    public Map<String, NodeInfo.Entry> entries() {
        final Map<String, NodeInfo.Entry> entries = new TreeMap<>();
        for (final Write write : writes) {
            if (write.isSet()) {
                entries.put(write.key(), NodeInfo.Entry.of(write.version(), write.value()));
            } else if (write.isTombstone()) {
                entries.put(write.key(), NodeInfo.Entry.tombstone(write.version()));
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    /** @return whether a replica that shows this snapshot shows exactly this view */
    public boolean isShownBy(final OwnerSnapshot snapshot) {
        return snapshot != null
                && owner.equals(snapshot.owner())
                && generation.equals(snapshot.generation())
                && version == snapshot.version()
                && purgeFloor == snapshot.purgeFloor()
                && entries().equals(snapshot.entries());
    }

    /** @return whether this is of an older life, or of the same at a lower version */
    public boolean isBefore(final OwnerView other) {
        final int byLife = generation.compareTo(other.generation);
        return byLife < 0 || byLife == 0 && version < other.version;
    }

    @Override
    public String toString() {
        return owner + "@" + generation + ":" + version + "/" + purgeFloor + writes;
    }
}
