package io.gossip.store;

import io.gossip.NodeId;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Records by id: one thread adds and removes, any thread looks up, and never waits. Open addressing with linear probing,
 * at most half of the places used up, so that a lookup mostly touches one place, the record and its id. A place whose
 * record is gone stays used up, or else readers under way could miss those behind it; it serves the next one that comes
 * by, and a new array is swapped in before they become too many.
 */
final class OwnerIndex {
    private static final Object GONE = new Object();
    private static final int FIRST_CAPACITY = 64;
    /** Places for each record when an array is new. */
    private static final int ROOM = 4;

    private final SlotHash hash;
    private volatile AtomicReferenceArray<Object> places = new AtomicReferenceArray<>(FIRST_CAPACITY);
    private int usedUp;
    private int size;

    /** @param hash seeded, so that nobody can choose ids that all fall on one place */
    OwnerIndex(final SlotHash hash) {
        this.hash = hash;
    }

    /** @return the record, or null; any thread */
    OwnerRecord get(final NodeId owner) {
        final AtomicReferenceArray<Object> current = places;
        final int mask = current.length() - 1;
        int place = hash.of(owner) & mask;
        Object found = current.getAcquire(place);
        while (found != null) {
            if (found instanceof OwnerRecord record && record.id().equals(owner)) {
                return record;
            }
            place = place + 1 & mask;
            found = current.getAcquire(place);
        }
        return null;
    }

    /** @return how many records there are; the thread that adds */
    int size() {
        return size;
    }

    /** @return all records in no order; any thread */
    OwnerRecord[] toArray() {
        final AtomicReferenceArray<Object> current = places;
        final OwnerRecord[] records = new OwnerRecord[current.length()];
        int count = 0;
        for (int place = 0; place < current.length(); place++) {
            if (current.getAcquire(place) instanceof OwnerRecord record) {
                records[count++] = record;
            }
        }
        return Arrays.copyOf(records, count);
    }

    /** @param record of an owner that has none here */
    void add(final OwnerRecord record) {
        if (2 * (usedUp + 1) > places.length()) {
            rebuild();
        }
        put(places, record);
        size++;
    }

    private void put(final AtomicReferenceArray<Object> into, final OwnerRecord record) {
        final int mask = into.length() - 1;
        int place = hash.of(record.id()) & mask;
        while (into.getPlain(place) instanceof OwnerRecord) {
            place = place + 1 & mask;
        }
        usedUp += into.getPlain(place) == null ? 1 : 0;
        into.setRelease(place, record);
    }

    private void rebuild() {
        final OwnerRecord[] records = toArray();
        usedUp = 0;
        final int least = ROOM * (records.length + 1);
        final AtomicReferenceArray<Object> next =
                new AtomicReferenceArray<>(Math.max(FIRST_CAPACITY, Integer.highestOneBit(least - 1) << 1));
        for (final OwnerRecord record : records) {
            put(next, record);
        }
        places = next;
    }

    /** @return the record that is gone now, or null when there was none */
    OwnerRecord remove(final NodeId owner) {
        final OwnerRecord record = get(owner);
        if (record != null) {
            final int mask = places.length() - 1;
            int place = hash.of(owner) & mask;
            while (places.getPlain(place) != record) {
                place = place + 1 & mask;
            }
            places.setRelease(place, GONE);
            size--;
        }
        return record;
    }
}
