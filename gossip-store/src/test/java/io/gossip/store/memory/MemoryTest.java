package io.gossip.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.spi.NioBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryTest {
    private static final long PLENTY = 64L << 20;

    /** A block that is in use, filled with a byte of its own to its last. */
    private record Block(long address, int length, byte fill) {
        void fill(final Memory memory) {
            memory.buffer(address).setMemory(Memory.offset(address), length, fill);
        }

        boolean isIntact(final Memory memory) {
            final NioBuffer buffer = memory.buffer(address);
            for (int i = 0; i < length; i++) {
                if (buffer.getByte(Memory.offset(address) + i) != fill) {
                    return false;
                }
            }
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverGiveOutTheSameByteTwiceWhenBlocksComeAndGoAtRandom(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Memory memory = new Memory(PLENTY);
        final List<Block> blocks = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (blocks.isEmpty() || random.nextInt(100) < (step / 2_000 % 2 == 0 ? 60 : 40)) {
                final int length = random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(600);
                final Block block = new Block(memory.allocate(length), length, (byte) random.nextInt());
                assertNotEquals(Memory.NONE, block.address(), "seed=" + seed);
                assertEquals(0, Memory.offset(block.address()) % Long.BYTES);
                block.fill(memory);
                blocks.add(block);
            } else {
                final Block block = blocks.remove(random.nextInt(blocks.size()));
                assertTrue(block.isIntact(memory), "seed=" + seed + " step=" + step);
                memory.free(block.address());
            }
        }
        blocks.forEach(block -> assertTrue(block.isIntact(memory), "seed=" + seed));
        blocks.forEach(block -> memory.free(block.address()));
        assertEquals(0, memory.used());
    }

    @Test
    void shouldGiveTheBlockFreedLastToTheNextOfItsSize() {
        final Memory memory = new Memory(PLENTY);
        final long first = memory.allocate(100);
        memory.allocate(100);
        memory.free(first);
        assertNotEquals(first, memory.allocate(200), "another size");
        assertEquals(first, memory.allocate(100));
        assertNotEquals(first, memory.allocate(100), "in use again");
    }

    @Test
    void shouldUseBlocksFreedLastForOtherSizesBeforeItGrows() {
        final Memory memory = new Memory(PLENTY);
        final long[] blocks = {memory.allocate(1_000), memory.allocate(984), memory.allocate(968)};
        while (memory.reserved() - memory.used() >= 600) {
            memory.allocate(500);
        }
        final long reserved = memory.reserved();
        for (final long block : blocks) {
            memory.free(block);
        }
        assertNotEquals(Memory.NONE, memory.allocate(2_500), "neighbours that are kept one by one");
        assertEquals(reserved, memory.reserved());
    }

    @Test
    void shouldServeOneLargeBlockWhenManySmallOnesAreFreeAgain() {
        final Memory memory = new Memory(PLENTY);
        final List<Long> small = new ArrayList<>();
        while (memory.reserved() <= 1 << 18) {
            small.add(memory.allocate(100));
        }
        final long reserved = memory.reserved();
        for (int i = 0; i < small.size(); i += 2) {
            memory.free(small.get(i));
        }
        for (int i = 1; i < small.size(); i += 2) {
            memory.free(small.get(i));
        }
        assertNotEquals(Memory.NONE, memory.allocate((int) (reserved / 2 - 64)));
        assertEquals(reserved, memory.reserved());
    }

    @Test
    void shouldStopGrowingWhenSizesAreRandomButTheirSumIsNot() {
        final SplittableRandom random = new SplittableRandom(7);
        final Memory memory = new Memory(PLENTY);
        final long[] blocks = new long[1_000];
        long early = 0;
        for (int step = 0; step < 400_000; step++) {
            final int i = random.nextInt(blocks.length);
            if (blocks[i] != Memory.NONE) {
                memory.free(blocks[i]);
            }
            blocks[i] = memory.allocate(random.nextInt(2_000));
            early = step == 40_000 ? memory.reserved() : early;
        }
        assertEquals(early, memory.reserved());
    }

    @Test
    void shouldRefuseAndStayAsItIsWhenTheLimitIsReached() {
        final Memory memory = new Memory(100_000);
        long last = Memory.NONE;
        long used = 0;
        for (long next = memory.allocate(1_000); next != Memory.NONE; next = memory.allocate(1_000)) {
            last = next;
            used = memory.used();
        }
        assertEquals(used, memory.used());
        assertTrue(memory.reserved() <= 100_000, () -> "reserved=" + memory.reserved());
        assertTrue(used > 90_000, () -> "used=" + memory.used());
        memory.free(last);
        assertEquals(last, memory.allocate(1_000));
        assertEquals(Memory.NONE, memory.allocate(Memory.MAX_LENGTH));
    }

    @Test
    void shouldBeginSmallAndGrowInFewSteps() {
        final Memory memory = new Memory(PLENTY);
        assertEquals(0, memory.reserved());
        memory.allocate(1);
        assertEquals(4 << 10, memory.reserved());
        for (int i = 0; i < 10; i++) {
            memory.allocate(1 << 20);
        }
        assertTrue(memory.reserved() < 20 << 20, () -> "reserved=" + memory.reserved());
    }

    @Test
    void shouldHaveNoBufferForWhatIsNoAddress() {
        final Memory memory = new Memory(PLENTY);
        memory.allocate(1);
        for (final long address : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 2L << Integer.SIZE}) {
            assertNull(memory.buffer(address), () -> "address=" + address);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 255, 256, 257, 271, 272, 1_000, 4_096, 65_535, 1 << 20, (1 << 30) - 16, 1 << 30})
    void shouldPutLargerSizesIntoLaterBins(final int size) {
        final int aligned = size + 15 & -16;
        assertTrue(FreeBlocks.bin(aligned - 16) <= FreeBlocks.bin(aligned));
        assertTrue(FreeBlocks.bin(aligned) < FreeBlocks.bin(aligned + aligned / 8 + 16), () -> "size=" + size);
    }

    /** A publish needs the next block before the one before is free; segments never join. */
    @ParameterizedTest
    @CsvSource({"1, 16384, 1048576", "1, 65536, 25165824", "20, 4096, 1048576", "100, 16384, 1048576"})
    void shouldTakeAFewTimesWhatGrowingBlocksNeed(final int owners, final int step, final int end) {
        final Memory memory = new Memory(1L << 30);
        final long[] blocks = new long[owners];
        for (int length = step; length <= end; length += step) {
            for (int i = 0; i < owners; i++) {
                final long next = memory.allocate(length);
                assertNotEquals(Memory.NONE, next, "length=" + length + " reserved=" + memory.reserved());
                if (length > step) {
                    memory.free(blocks[i]);
                }
                blocks[i] = next;
            }
        }
        final long needed = (owners + 1L) * end;
        assertTrue(memory.reserved() <= 6 * needed, "reserved=" + memory.reserved() + " needed=" + needed);
    }
}
