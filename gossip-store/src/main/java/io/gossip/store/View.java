package io.gossip.store;

import io.gossip.Generation;
import io.gossip.StoreKey;
import java.util.Arrays;

/**
 * View(g, m) of one owner: per slot the last write among 1..m of life g, without tombstones up to the purge floor. A
 * function of (g, m) alone. Immutable, so one reference to it published atomically is a consistent read.
 */
final class View {
    /** Nothing is known: below every life. */
    static final View NONE = new View(0, 0, 0, 0, new Entry[0], new Entry[0]);

    private final long counter;
    private final long nonce;
    private final long version;
    private final long purgeFloor;
    // One set of entries, sorted twice: by version to cut chunks, by slot to find a key.
    private final Entry[] byVersion;
    private final Entry[] bySlot;

    private View(
            final long counter,
            final long nonce,
            final long version,
            final long purgeFloor,
            final Entry[] byVersion,
            final Entry[] bySlot) {
        this.counter = counter;
        this.nonce = nonce;
        this.version = version;
        this.purgeFloor = purgeFloor;
        this.byVersion = byVersion;
        this.bySlot = bySlot;
    }

    /** @return the view of a life that has written nothing */
    static View empty(final long counter, final long nonce) {
        return new View(counter, nonce, 0, 0, NONE.byVersion, NONE.bySlot);
    }

    /**
     * Rule D: highest version per slot, then purge.
     *
     * @param counter counter of the life
     * @param nonce nonce of the life
     * @param version the frontier, at least the highest version among the entries
     * @param base writes so far, in any order
     * @param added further writes, in any order
     * @return the view of all of them
     */
    static View of(final long counter, final long nonce, final long version, final Entry[] base, final Entry[] added) {
        final Entry[] latest = latest(base, added);
        final long floor = latest.length > 0 && latest[0].isPurge() ? latest[0].purgedUpTo() : 0;
        return purged(counter, nonce, version, floor, latest);
    }

    /** @return the same entries without tombstones up to the floor, which becomes the view's */
    static View purged(
            final long counter, final long nonce, final long version, final long floor, final Entry[] bySlot) {
        Entry[] kept = bySlot;
        int count = 0;
        for (int i = 0; i < bySlot.length; i++) {
            if (!bySlot[i].isTombstone() || bySlot[i].version() > floor) {
                kept = count < i && kept == bySlot ? bySlot.clone() : kept;
                kept[count++] = bySlot[i];
            }
        }
        kept = count < kept.length ? Arrays.copyOf(kept, count) : kept;
        final Entry[] byVersion = kept.clone();
        Arrays.sort(byVersion, Entry.BY_VERSION);
        return new View(counter, nonce, version, floor, byVersion, kept);
    }

    /** @return of each slot among both the entry of the highest version, sorted by slot: a purge entry comes first */
    static Entry[] latest(final Entry[] base, final Entry[] added) {
        // Both halves are mostly sorted already, which the merge sort of the JDK turns into few comparisons.
        final Entry[] all = Arrays.copyOf(base, base.length + added.length);
        System.arraycopy(added, 0, all, base.length, added.length);
        Arrays.sort(all, Entry.BY_SLOT);
        int count = 0;
        for (final Entry entry : all) {
            final boolean replaces = count > 0 && all[count - 1].compareSlots(entry) == 0;
            all[replaces ? count - 1 : count++] = entry;
        }
        return count < all.length ? Arrays.copyOf(all, count) : all;
    }

    /** @return the view of the same life after further writes */
    View with(final long nextVersion, final Entry[] added) {
        return of(counter, nonce, nextVersion, bySlot, added);
    }

    long counter() {
        return counter;
    }

    long nonce() {
        return nonce;
    }

    Generation generation() {
        return new Generation(counter, nonce);
    }

    long version() {
        return version;
    }

    long purgeFloor() {
        return purgeFloor;
    }

    /** @return whether anything is known at all: a life without writes is something */
    boolean isVisible() {
        return counter != 0 || nonce != 0;
    }

    /** @return below, at or above 0 as this view's life is older than, is, or is newer than that one */
    int compareLife(final long otherCounter, final long otherNonce) {
        return Generation.compare(counter, nonce, otherCounter, otherNonce);
    }

    /** @return entries by rising version; not to be changed */
    Entry[] byVersion() {
        return byVersion;
    }

    /** @return entries by slot; not to be changed */
    Entry[] bySlot() {
        return bySlot;
    }

    /** @return occupied keys: values, tombstones and entries of unknown kinds, without the purge slot */
    int keyCount() {
        return bySlot.length > 0 && bySlot[0].isPurge() ? bySlot.length - 1 : bySlot.length;
    }

    /** @return index into {@link #byVersion} of the first entry above the version */
    int firstAfter(final long versionExclusive) {
        int low = 0;
        int high = byVersion.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (byVersion[middle].version() <= versionExclusive) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @return the live value under the key, or null */
    Entry value(final StoreKey<?> key) {
        int low = 0;
        int high = bySlot.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            final int order = bySlot[middle].compareSlot(key);
            if (order == 0) {
                return bySlot[middle].isValue() ? bySlot[middle] : null;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return generation() + ":" + version + "/" + purgeFloor + " entries=" + bySlot.length;
    }
}
