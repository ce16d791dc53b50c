package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.memory.Memory;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A store that is overwritten for ever stays as large as it was after the first million writes (after half of them where
 * there are fewer): what it took from the system, what all direct buffers of the process take, and, where the system
 * tells, what of the process is resident. How often: {@code -Doverwrites=}.
 */
final class SteadyMemoryTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final int OWNERS = 200;
    private static final int MAX_LENGTH = 300;
    private static final int WRITES = Integer.getInteger("overwrites", 2_000_000);
    /** Own writes encode values of fresh arrays, which takes longer. */
    private static final int OWN_WRITES = WRITES / 10;

    private static final int FIRST = 1_000_000;

    private final LocalStore store = LocalStore.open(
            SELF,
            LocalStore.emptyImage(SELF, new Generation(1, 1)),
            KeyedHash.of("c", "v"),
            StoreLimits.defaults(),
            LocalStore.Rules.PLAIN);
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void shouldTakeNoMoreMemoryWhenPeersAreOverwrittenAtRandom() {
        final NodeId[] ids =
                IntStream.range(0, OWNERS).mapToObj(i -> NodeId.of("owner" + i)).toArray(NodeId[]::new);
        final long[] versions = new long[OWNERS];
        final SteadyChunk[] chunks = IntStream.range(0, MAX_LENGTH)
                .mapToObj(length -> new SteadyChunk(1 + length % 13, length))
                .toArray(SteadyChunk[]::new);
        for (final NodeId id : ids) {
            store.replica().hold(id);
        }
        Footprint early = null;
        long writes = 0;
        while (writes < WRITES) {
            final int owner = random.nextInt(OWNERS);
            final SteadyChunk chunk = chunks[random.nextInt(MAX_LENGTH)].of(ids[owner], versions[owner]);
            assertEquals(MergeOutcome.PUBLISHED, store.replica().merge(chunk));
            writes += chunk.toVersion() - versions[owner];
            versions[owner] = chunk.toVersion();
            early = early == null && writes > Math.min(FIRST, WRITES / 2) ? Footprint.of(memory()) : early;
        }
        Footprint.of(memory()).assertNotAbove(early);
        for (final NodeId id : ids) {
            store.replica().release(id);
        }
        assertEquals(0, memory().used(), "what nobody holds is free");
    }

    private Memory memory() {
        store.replica().hold(NodeId.of("any"));
        return store.record(NodeId.of("any")).memory();
    }

    @Test
    void shouldTakeNoMoreMemoryWhenOwnKeysAreOverwrittenAtRandom() {
        final Memory memory = store.record(SELF).memory();
        Footprint early = null;
        for (int i = 0; i < OWN_WRITES; i++) {
            store.self().put(StoreKey.bytes("key" + random.nextInt(50)), new byte[random.nextInt(MAX_LENGTH)]);
            if (i % 7 == 0) {
                store.replica().rootHash(); // moves the pin
            }
            early = i == Math.min(FIRST, OWN_WRITES / 2) ? Footprint.of(memory) : early;
        }
        Footprint.of(memory).assertNotAbove(early);
        assertTrue(memory.used() < 4 * 50 * (MAX_LENGTH + 64), () -> "used=" + memory.used());
    }
}
