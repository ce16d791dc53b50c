package io.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeInfo.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeInfoTest {
    private static final byte[] VALUE = {1, 2, 3};

    @Test
    void shouldKeepASortedCopyOfItsEntries() {
        final Map<String, Entry> entries = new HashMap<>();
        for (int i = 1; i <= 20; i++) {
            entries.put("key-" + (99 - i), Entry.of(i, VALUE));
        }
        final NodeInfo info = Samples.info(20, 0, entries);
        entries.clear();
        assertEquals(20, info.entries().size());
        final List<String> keys = new ArrayList<>(info.entries().keySet());
        Collections.sort(keys);
        assertEquals(keys, List.copyOf(info.entries().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> info.entries().remove("key-98"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> info.entries().entrySet().iterator().next().setValue(null));
    }

    @Test
    void shouldNeverShareTheBytesOfAnEntry() {
        final byte[] in = VALUE.clone();
        final Entry entry = Entry.of(1, in);
        in[0] = 9;
        entry.value().orElseThrow()[1] = 9;
        assertArrayEquals(VALUE, entry.value().orElseThrow());
        assertFalse(entry.isTombstone());
        assertEquals("1:3B", entry.toString());
    }

    @Test
    void shouldTellATombstoneFromAnEmptyValue() {
        final Entry tombstone = Entry.tombstone(4);
        assertTrue(tombstone.isTombstone());
        assertEquals(Optional.empty(), tombstone.value());
        assertEquals("4:deleted", tombstone.toString());
        assertNotEquals(tombstone, Entry.of(4, new byte[0]));
        assertTrue(Entry.of(4, new byte[0]).value().isPresent());
    }

    @Test
    void shouldCompareEntriesByContent() {
        assertEquals(Entry.of(3, VALUE), Entry.of(3, VALUE.clone()));
        assertEquals(Entry.of(3, VALUE).hashCode(), Entry.of(3, VALUE.clone()).hashCode());
        assertNotEquals(Entry.of(3, VALUE), Entry.of(2, VALUE));
        assertNotEquals(Entry.of(3, VALUE), Entry.of(3, new byte[] {1, 2}));
        assertEquals(Entry.tombstone(3), Entry.tombstone(3));
        assertEquals(3 * 31, Entry.tombstone(3).hashCode(), "the same in every JVM");
        assertEquals(
                Samples.info(3, 0, Map.of("k", Entry.of(3, VALUE))),
                Samples.info(3, 0, Map.of("k", Entry.of(3, VALUE))));
    }

    @Test
    void shouldRefuseVersionsBelowOne() {
        assertThrows(InvalidValueException.class, () -> Entry.of(0, VALUE));
        assertThrows(InvalidValueException.class, () -> Entry.tombstone(-1));
    }

    @Test
    void shouldRefuseWhatNoReplicaHolds() {
        final Map<String, Entry> none = Map.of();
        refused(() -> Samples.info(-1, 0, none), "version=-1");
        refused(() -> Samples.info(5, 6, none), "purgeFloor=6");
        refused(() -> Samples.info(5, -1, none), "purgeFloor=-1");
        refused(() -> Samples.info(5, 0, Map.of("k", Entry.of(6, VALUE))), "entryVersion=6");
        refused(() -> Samples.info(5, 2, Map.of("k", Entry.tombstone(2))), "entryVersion=2");
        refused(() -> Samples.info(5, 0, Map.of("", Entry.of(1, VALUE))), "key=''");
        refused(() -> Samples.info(5, 0, Map.of("a\nb", Entry.of(1, VALUE))), "key='a\\u000ab'");
        assertEquals(
                1, Samples.info(5, 2, Map.of("k", Entry.of(2, VALUE))).entries().size(), "values outlive the floor");
        assertEquals(
                1, Samples.info(5, 2, Map.of("k", Entry.tombstone(3))).entries().size());
    }

    @Test
    void shouldKnowAPurgeByAWriteAboveItsFloor() {
        assertEquals(0, Samples.info(5, 2, Map.of()).purgeVersion(), "not known");
        assertEquals(3, purged(5, 2, 3).purgeVersion());
        assertEquals(5, purged(5, 2, 5).purgeVersion());
        refused(() -> purged(5, 2, 2), "purgeVersion=2");
        refused(() -> purged(5, 2, 6), "purgeVersion=6");
        refused(() -> purged(5, 0, 1), "purgeVersion=1");
        refused(() -> purged(5, 2, -1), "purgeVersion=-1");
    }

    private static NodeInfo purged(final long version, final long floor, final long purgeVersion) {
        final NodeInfo info = Samples.info(version, floor, Map.of());
        return new NodeInfo(
                info.id(),
                info.generation(),
                version,
                floor,
                purgeVersion,
                Map.of(),
                info.status(),
                info.quorumMember(),
                info.clusterDomain(),
                info.address(),
                info.lastUpdate());
    }

    @Test
    void shouldRefuseNullsInside() {
        refused(() -> Samples.info(5, 0, Collections.singletonMap(null, Entry.of(1, VALUE))), "entries.key=null");
        refused(() -> Samples.info(5, 0, Collections.singletonMap("k", null)), "entries[k]=null");
    }

    private static void refused(final Runnable construction, final String shown) {
        final var error = assertThrows(InvalidValueException.class, construction::run);
        assertTrue(error.getMessage().contains(shown), error.getMessage());
    }
}
