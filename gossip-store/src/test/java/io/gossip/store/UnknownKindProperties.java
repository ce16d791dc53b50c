package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.StoreKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** An owner of a later version writes kinds that this one does not know; its peers may be of any version. */
final class UnknownKindProperties {
    /** One write of such an owner. */
    record Written(int kind, byte[] key, byte[] value) {
        @Override
        public String toString() {
            return kind + " " + HexFormat.of().formatHex(key) + "="
                    + HexFormat.of().formatHex(value);
        }
    }

    /** Few keys, some of them no UTF-8, so that known and unknown kinds replace each other. */
    @Provide
    Arbitrary<List<Written>> writes() {
        final Arbitrary<byte[]> names =
                Arbitraries.of("a", "b", "c").map(name -> name.getBytes(StandardCharsets.UTF_8));
        final Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        final Arbitrary<byte[]> keys = Arbitraries.of(
                new byte[] {}, new byte[] {'a'}, new byte[] {'b'}, new byte[] {'c'}, new byte[] {(byte) 0xFF, 0});
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                2,
                                Combinators.combine(names, bytes)
                                        .as((key, value) -> new Written(EntryKind.SET, key, value))),
                        Tuple.of(1, names.map(key -> new Written(EntryKind.TOMBSTONE, key, new byte[0]))),
                        Tuple.of(
                                4,
                                Combinators.combine(Arbitraries.of(0, 4, 5, 77, 128, 254, 255), keys, bytes)
                                        .as(Written::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P26: entries of unknown kinds go through any relays unchanged, in pieces, and are no values")
    void shouldRelayUnchangedWhenKindsAreUnknown(
            @ForAll("writes") final List<Written> writes,
            @ForAll @IntRange(min = 1, max = 20) final int seenFirst,
            @ForAll @IntRange(min = 1, max = 4) final int room) {
        final LocalStore near = OwnerScript.replica("near");
        final LocalStore middle = OwnerScript.replica("middle");
        final LocalStore far = OwnerScript.replica("far");
        final int cut = Math.min(seenFirst, writes.size());
        tell(near, writes, 0, cut);
        relay(near, middle, room);
        tell(near, writes, cut, writes.size());
        relay(near, middle, room);
        relay(middle, far, room);

        assertEquals(viewOf(writes), entriesOf(far));
        assertEquals(OwnerScript.seenBy(near), OwnerScript.seenBy(far), "state hash included");
        for (final String name : List.of("a", "b", "c")) {
            assertEquals(
                    lastKind(writes, name) == EntryKind.SET,
                    far.reader().read(OwnerScript.OWNER, StoreKey.bytes(name), (c, n, v, b, offset, length) -> {}));
        }
    }

    /** The owner's own word: writes from one version to another, in one chunk with the last write of each key. */
    private static void tell(final LocalStore store, final List<Written> writes, final int from, final int to) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited().begin(OwnerScript.OWNER, 1, 7, from, to, 0, 0);
        for (int i = from; i < to; i++) {
            final Written write = writes.get(i);
            if (writes.subList(i + 1, to).stream().noneMatch(later -> Arrays.equals(later.key(), write.key()))) {
                chunk.entry(i + 1, write.kind(), write.key(), write.value());
            }
        }
        chunk.end(to);
        if (from < to) {
            assertEquals(MergeOutcome.PUBLISHED, store.replica().merge(chunk));
        }
    }

    private static void relay(final LocalStore from, final LocalStore to, final int room) {
        for (int chunks = 0; chunks < 100; chunks++) {
            final ChunkBuffer chunk = OwnerScript.cut(from, OwnerScript.digestOf(to), room);
            if (chunk == null) {
                return;
            }
            assertTrue(chunk.entryCount() <= room);
            to.replica().merge(chunk);
        }
        throw new AssertionError("no end of chunks");
    }

    /** Version, kind, key and value of every entry, as the definition of a view says. */
    private static List<String> viewOf(final List<Written> writes) {
        final Map<String, String> last = new TreeMap<>();
        final List<String> order = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            final String line = String.format("%03d %s", i + 1, writes.get(i));
            order.remove(last.put(HexFormat.of().formatHex(writes.get(i).key()), line));
            order.add(line);
        }
        return order;
    }

    private static List<String> entriesOf(final LocalStore store) {
        final List<String> entries = new ArrayList<>();
        store.reader()
                .forEachEntry(OwnerScript.OWNER, (version, kind, buffer, keyAt, keyLength, valueAt, valueLength) -> {
                    final byte[] key = new byte[keyLength];
                    final byte[] value = new byte[valueLength];
                    buffer.getBytes(keyAt, key);
                    buffer.getBytes(valueAt, value);
                    entries.add(String.format("%03d %s", version, new Written(kind, key, value)));
                });
        return entries;
    }

    private static int lastKind(final List<Written> writes, final String name) {
        final byte[] key = name.getBytes(StandardCharsets.UTF_8);
        return writes.stream()
                .filter(write -> Arrays.equals(write.key(), key))
                .reduce((first, second) -> second)
                .map(Written::kind)
                .orElse(-1);
    }
}
