package io.gossip.transport.udp.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.spi.NioBuffer;
import io.gossip.spi.queue.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int MAX_LENGTH = 1_000;
    private static final int QUEUE_LENGTH = 4_000;

    private final MemoryBudget budget = new MemoryBudget(100_000);
    private final FrameReader reader = new FrameReader(budget, MAX_LENGTH);
    private final FrameWriter writer = new FrameWriter(budget, QUEUE_LENGTH);

    private static ByteBuffer bytes(final int... values) {
        final ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (final int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    private static ByteBuffer preambleAndLength(final int length) {
        return ByteBuffer.allocate(12)
                .put(new byte[] {'g', 'o', 's', 's', 'i', 'p', 0, 1})
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .flip();
    }

    @Test
    void shouldWriteThePreambleOnceAndLengthsInLittleEndian() {
        writer.tryBegin();
        writer.tryAdd(NioBuffer.wrapping(new byte[] {9, 8, 7}), 1, 2);
        final ByteBuffer out = ByteBuffer.allocate(100);
        writer.copyTo(out);
        assertEquals(bytes('g', 'o', 's', 's', 'i', 'p', 0, 1, 2, 0, 0, 0, 8, 7), out.flip());
    }

    /** Whatever the pieces in which it arrives. */
    @RepeatedTest(50)
    void shouldCutBytesIntoTheMessagesThatWereQueued() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final List<byte[]> sent = new ArrayList<>();
        final List<byte[]> received = new ArrayList<>();
        writer.tryBegin();
        while (received.size() < 200) {
            final byte[] message = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(MAX_LENGTH + 1)];
            random.nextBytes(message);
            if (sent.size() < 200 && writer.tryAdd(NioBuffer.wrapping(message), 0, message.length)) {
                sent.add(message);
            }
            final ByteBuffer piece = ByteBuffer.allocate(random.nextInt(1_500));
            writer.copyTo(piece);
            writer.remove(piece.position());
            assertTrue(reader.tryAdd(piece.flip()));
            FrameVerdict verdict = reader.verdict();
            for (; verdict == FrameVerdict.COMPLETE; verdict = reader.verdict()) {
                final byte[] message2 = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), message2);
                received.add(message2);
                reader.removeFrame();
            }
            assertEquals(FrameVerdict.INCOMPLETE, verdict, "seed=" + seed);
        }
        for (int i = 0; i < 200; i++) {
            assertArrayEquals(sent.get(i), received.get(i), "seed=" + seed);
        }
        reader.release();
        writer.release();
        assertEquals(0, budget.used(), "seed=" + seed);
    }

    @Test
    void shouldTellAStrangerByTheFirstWrongByte() {
        reader.tryAdd(bytes('g', 'o'));
        assertEquals(FrameVerdict.INCOMPLETE, reader.verdict());
        reader.tryAdd(bytes('o'));
        assertEquals(FrameVerdict.STRANGER, reader.verdict());
    }

    @Test
    void shouldTakeAnotherVersionForAStranger() {
        reader.tryAdd(bytes('g', 'o', 's', 's', 'i', 'p', 0, 2));
        assertEquals(FrameVerdict.STRANGER, reader.verdict());
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_LENGTH + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void shouldRefuseALengthAboveTheLimit(final int length) {
        reader.tryAdd(preambleAndLength(length));
        assertEquals(FrameVerdict.TOO_LONG, reader.verdict());
    }

    @Test
    void shouldHoldMemoryForWhatCameNotForWhatWasAnnounced() {
        final MemoryBudget large = new MemoryBudget(Long.MAX_VALUE);
        final FrameReader patient = new FrameReader(large, 64 * 1024 * 1024);
        patient.tryAdd(preambleAndLength(64 * 1024 * 1024));
        assertEquals(FrameVerdict.INCOMPLETE, patient.verdict());
        assertTrue(large.used() <= 512, () -> "used=" + large.used());
        patient.tryAdd(ByteBuffer.allocate(100_000));
        assertTrue(large.used() <= 2 * 100_012, () -> "used=" + large.used());
    }

    @Test
    void shouldTakeNothingBeyondTheBudget() {
        assertTrue(reader.tryAdd(preambleAndLength(MAX_LENGTH)));
        assertFalse(reader.tryAdd(ByteBuffer.allocate(200_000)));
        assertEquals(FrameVerdict.INCOMPLETE, reader.verdict());
        assertTrue(budget.used() <= 512);
    }

    @Test
    void shouldKnowWhetherAMessageHasBegun() {
        assertTrue(reader.isWithinFrame());
        reader.tryAdd(bytes('g', 'o', 's', 's', 'i', 'p', 0, 1));
        reader.verdict();
        assertFalse(reader.isWithinFrame());
        reader.tryAdd(bytes(1));
        assertTrue(reader.isWithinFrame());
        reader.tryAdd(bytes(0, 0, 0, 42));
        assertEquals(FrameVerdict.COMPLETE, reader.verdict());
        reader.removeFrame();
        assertFalse(reader.isWithinFrame());
    }

    @Test
    void shouldBoundWhatWaitsButTakeOneMessageAlways() {
        final NioBuffer message = NioBuffer.allocate(2 * QUEUE_LENGTH);
        writer.tryBegin();
        assertTrue(writer.tryAdd(message, 0, message.capacity()));
        assertFalse(writer.tryAdd(message, 0, 0));
        writer.remove(writer.length());
        assertTrue(writer.isEmpty());
        assertEquals(0, budget.used());
        int count = 0;
        while (writer.tryAdd(message, 0, 96)) {
            count++;
        }
        assertEquals(QUEUE_LENGTH / 100, count);
    }
}
