package io.gossip.cli.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static FieldReader reader(final FieldWriter writer) {
        final ByteBuffer payload = ByteBuffer.allocate(writer.length());
        writer.writeTo(payload);
        assertFalse(payload.hasRemaining());
        return new FieldReader(payload.flip());
    }

    @Test
    void shouldReadWhatWasWritten() {
        final FieldReader fields = reader(new FieldWriter()
                .text("tä xt")
                .text("")
                .int64(Long.MIN_VALUE)
                .int64(7)
                .flag(true)
                .flag(false)
                .bytes(new byte[] {0, -1}));
        assertEquals("tä xt", fields.text());
        assertEquals("", fields.text());
        assertEquals(Long.MIN_VALUE, fields.int64());
        assertEquals(7, fields.count());
        assertTrue(fields.flag());
        assertFalse(fields.flag());
        assertArrayEquals(new byte[] {0, -1}, fields.bytes());
        fields.end();
    }

    @Test
    void shouldRefuseWhatIsOfAnotherKind() {
        refuses(new FieldWriter().text("short"), FieldReader::int64);
        refuses(new FieldWriter().int64(-1), FieldReader::count);
        refuses(new FieldWriter().int64(1L << 31), FieldReader::count);
        refuses(new FieldWriter().bytes(new byte[] {2}), FieldReader::flag);
        refuses(new FieldWriter().bytes(new byte[] {(byte) 0xC0, (byte) 0x80}), FieldReader::text);
        refuses(new FieldWriter(), FieldReader::bytes);
        assertThrows(ControlException.class, () -> reader(new FieldWriter().text("x"))
                .end());
    }

    private static void refuses(final FieldWriter written, final Function<FieldReader, ?> read) {
        assertThrows(ControlException.class, () -> read.apply(reader(written)));
    }

    @Test
    void shouldAnswerAnyBytesWithFieldsOrATypedError() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            final byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int at = 0; at + 3 < bytes.length; at += 4) {
                bytes[at] = 0;
                bytes[at + 1] = 0;
                bytes[at + 2] = 0;
                bytes[at + 3] &= 7;
            }
            final FieldReader fields = new FieldReader(ByteBuffer.wrap(bytes));
            try {
                while (fields.hasMore()) {
                    assertTrue(fields.bytes().length <= bytes.length, "seed=" + seed);
                }
            } catch (final ControlException e) {
                refused++;
            }
        }
        assertTrue(refused > 100 && refused < 9_900, "seed=" + seed + " refused=" + refused);
    }

    @Test
    void shouldKnowEveryKindOfFrameAndNoOther() {
        for (final FrameKind kind : FrameKind.values()) {
            assertEquals(kind, FrameKind.of(kind.code()));
        }
        assertThrows(ControlException.class, () -> FrameKind.of((byte) 0));
    }
}
