package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import io.gossip.store.memory.Memory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnerIndexTest {
    private static final Memory MEMORY = new Memory(1 << 20);

    private final OwnerIndex index = new OwnerIndex(new SlotHash(42));

    private static OwnerRecord record(final String id) {
        return new PeerRecord(NodeId.of(id), id.hashCode(), MEMORY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHoldWhatAMapHoldsWhenOwnersComeAndGoAtRandom(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Map<NodeId, OwnerRecord> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // The number of owners rises to some hundreds, falls to few, and rises again.
            final boolean isRising = step / 2_500 % 2 == 0;
            final OwnerRecord record = record("node-" + random.nextInt(600));
            if (random.nextInt(100) < (isRising ? 80 : 20)) {
                if (expected.putIfAbsent(record.id(), record) == null) {
                    index.add(record);
                }
            } else {
                assertSame(expected.remove(record.id()), index.remove(record.id()), "seed=" + seed);
            }
            assertSame(expected.get(record.id()), index.get(record.id()), "seed=" + seed);
            assertEquals(expected.size(), index.size());
        }
        expected.forEach((id, record) -> assertSame(record, index.get(id)));
        assertEquals(Set.copyOf(expected.values()), new HashSet<>(Arrays.asList(index.toArray())));
    }

    @Test
    void shouldFindNothingWhenEmptyAndAfterEachIsGone() {
        assertNull(index.get(NodeId.of("a")));
        assertNull(index.remove(NodeId.of("a")));
        final OwnerRecord a = record("a");
        for (int i = 0; i < 1_000; i++) {
            index.add(a);
            assertSame(a, index.remove(a.id()));
        }
        assertNull(index.get(a.id()));
        assertEquals(0, index.toArray().length);
    }

    @Test
    void shouldNotMissAnOwnerWhoStaysWhileOthersComeAndGo() throws InterruptedException, ExecutionException {
        final OwnerRecord[] staying = new OwnerRecord[50];
        Arrays.setAll(staying, i -> record("stays-" + i));
        Arrays.stream(staying).forEach(index::add);
        final AtomicBoolean isOver = new AtomicBoolean();
        final AtomicLong looks = new AtomicLong();
        final FutureTask<Boolean> isMissed = new FutureTask<>(() -> {
            boolean isAnyMissed = false;
            for (int i = 0; !isOver.get(); i = (i + 1) % staying.length) {
                isAnyMissed |= index.get(staying[i].id()) != staying[i];
                looks.setOpaque(looks.getPlain() + 1);
            }
            return isAnyMissed;
        });
        final Thread reader = new Thread(isMissed);
        reader.start();
        while (looks.getOpaque() == 0 && reader.isAlive()) {
            Thread.onSpinWait();
        }
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < 300; i++) {
                index.add(record("comes-" + i));
            }
            for (int i = 0; i < 300; i++) {
                assertTrue(index.remove(NodeId.of("comes-" + i)) != null);
            }
        }
        isOver.set(true);
        assertEquals(false, isMissed.get());
        assertTrue(looks.get() > 0);
    }
}
