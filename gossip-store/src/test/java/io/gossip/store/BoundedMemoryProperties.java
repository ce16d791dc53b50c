package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.memory.Memory;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What strangers send is bounded by the limits, whatever ids, lives, stages and sizes they make up. */
final class BoundedMemoryProperties {
    private static final NodeId SELF = NodeId.of("self");
    private static final long MAX_MEMORY = 1 << 20;
    private static final int MAX_KEYS = 30;
    private static final int MAX_VALUE_LENGTH = 32 << 10;

    /** One message of a forger: the owner is asked to be held, and a chunk of it comes. */
    record Forged(int owner, long counter, boolean isPart, int keys, int valueLength) {}

    @Provide
    Arbitrary<List<Forged>> forgeries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, MAX_KEYS + 5),
                        Arbitraries.integers().between(0, MAX_VALUE_LENGTH + 9))
                .as(Forged::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Label("P30: owners, keys and memory stay within the limits under forged ids, and all of it comes back")
    void shouldStayWithinTheLimitsWhenIdsAreForged(
            @ForAll("forgeries") final List<Forged> forgeries,
            @ForAll @IntRange(min = 2, max = 60) final int maxOwners) {
        final LocalStore store = open(maxOwners);
        final Memory memory = memoryOfPeers(store);
        long refused = 0;
        for (final Forged forged : forgeries) {
            final NodeId id = NodeId.of("forged" + forged.owner());
            final boolean isHeld = store.replica().hold(id);
            final MergeOutcome outcome = store.replica().merge(chunk(id, forged));
            refused += outcome == MergeOutcome.REFUSED ? 1 : 0;

            assertEquals(!isHeld && outcome != MergeOutcome.REFUSED, outcome == MergeOutcome.NOT_HELD);
            assertTrue(memory.reserved() <= MAX_MEMORY, () -> "reserved=" + memory.reserved());
            assertFalse(isOverLimit(forged) && isTaken(outcome), forged::toString);
        }
        assertEquals(refused, store.replica().refusedCount());
        assertTrue(held(store) <= maxOwners, () -> "held=" + held(store));
        for (int i = 0; i < 100; i++) {
            store.replica().release(NodeId.of("forged" + i));
        }
        assertEquals(1, held(store));
        assertEquals(0, memory.used());
    }

    private static boolean isOverLimit(final Forged forged) {
        return forged.keys() > MAX_KEYS + 1 || forged.keys() > 0 && forged.valueLength() > MAX_VALUE_LENGTH;
    }

    private static boolean isTaken(final MergeOutcome outcome) {
        return outcome == MergeOutcome.PUBLISHED || outcome == MergeOutcome.STAGED;
    }

    private static Memory memoryOfPeers(final LocalStore store) {
        final NodeId any = NodeId.of("any");
        store.replica().hold(any);
        final Memory memory = store.record(any).memory();
        store.replica().release(any);
        return memory;
    }

    private static LocalStore open(final int maxOwners) {
        return LocalStore.open(
                SELF,
                LocalStore.emptyImage(SELF, new Generation(1, 1)),
                OwnerScript.HASH,
                StoreLimits.defaults()
                        .withMaxOwners(maxOwners)
                        .withMaxKeysPerOwner(MAX_KEYS)
                        .withMaxValueLength(MAX_VALUE_LENGTH)
                        .withMaxMemory(MAX_MEMORY),
                LocalStore.Rules.PLAIN);
    }

    /** Complete, or the first part of something larger, which opens a stage. */
    private static ChunkBuffer chunk(final NodeId owner, final Forged forged) {
        final int target = forged.keys() + (forged.isPart() ? 9 : 0);
        final ChunkBuffer chunk =
                ChunkBuffer.unlimited().begin(owner, forged.counter(), 1, 0, target, 0, ChunkFlags.RESET);
        for (int key = 1; key <= forged.keys(); key++) {
            chunk.set(key, "key" + key, new byte[forged.valueLength()]);
        }
        chunk.end(forged.keys());
        return chunk;
    }

    private static int held(final LocalStore store) {
        final int[] count = new int[1];
        store.replica().forEachDigest(0, digest -> ++count[0] > 0);
        return count[0];
    }
}
