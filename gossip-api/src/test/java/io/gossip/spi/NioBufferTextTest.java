package io.gossip.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gossip.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.AsciiNumberFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NioBufferTextTest {
    private static final int INDEX = 3;

    private final NioBuffer buffer = NioBuffer.allocateDirect(64);

    private int put(final String ascii) {
        return buffer.putStringWithoutLengthAscii(INDEX, ascii);
    }

    private String text(final int length) {
        return buffer.getStringWithoutLengthAscii(INDEX, length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, -10, 99, 100, 12_345, -98_765, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldWriteAndParseInts(final long number) {
        final int value = (int) number;
        final String expected = Integer.toString(value);
        assertEquals(expected.length(), buffer.putIntAscii(INDEX, value));
        assertEquals(expected, text(expected.length()));
        assertEquals(value, buffer.parseIntAscii(INDEX, expected.length()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, 4_294_967_296L, -99_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldWriteAndParseLongs(final long value) {
        final String expected = Long.toString(value);
        assertEquals(expected.length(), buffer.putLongAscii(INDEX, value));
        assertEquals(expected, text(expected.length()));
        assertEquals(value, buffer.parseLongAscii(INDEX, expected.length()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 10, 999, 1_000, Integer.MAX_VALUE})
    void shouldWriteAndParseNaturals(final long value) {
        final String expected = Long.toString(value);
        assertEquals(expected.length(), buffer.putNaturalIntAscii(INDEX, (int) value));
        assertEquals(value, buffer.parseNaturalIntAscii(INDEX, expected.length()));
        assertEquals(expected.length(), buffer.putNaturalLongAscii(INDEX, value * 1));
        assertEquals(value, buffer.parseNaturalLongAscii(INDEX, expected.length()));
        final int end = INDEX + expected.length();
        buffer.setMemory(0, 64, (byte) 'x');
        assertEquals(INDEX, buffer.putNaturalIntAsciiFromEnd((int) value, end));
        assertEquals("x" + expected + "x", buffer.getStringWithoutLengthAscii(INDEX - 1, expected.length() + 2));
    }

    @Test
    void shouldPadWithZerosWhenTheNumberIsShorter() {
        buffer.putNaturalPaddedIntAscii(INDEX, 5, 42);
        assertEquals("00042", text(5));
        buffer.putNaturalPaddedIntAscii(INDEX, 2, 42);
        assertEquals("42042", text(5));
        assertThrows(NumberFormatException.class, () -> buffer.putNaturalPaddedIntAscii(INDEX, 1, 42));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putNaturalPaddedIntAscii(INDEX, -1, 42));
        assertEquals("42042", text(5), "a refused write leaves no trace");
    }

    @Test
    void shouldRefuseNegativeNumbersWhenNaturalOnesAreAskedFor() {
        assertThrows(InvalidValueException.class, () -> buffer.putNaturalIntAscii(INDEX, -1));
        assertThrows(InvalidValueException.class, () -> buffer.putNaturalLongAscii(INDEX, -1));
        assertThrows(InvalidValueException.class, () -> buffer.putNaturalPaddedIntAscii(INDEX, 5, -1));
        assertThrows(InvalidValueException.class, () -> buffer.putNaturalIntAsciiFromEnd(-1, 9));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putNaturalIntAsciiFromEnd(100, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putNaturalIntAsciiFromEnd(100, 65));
        assertThrows(
                IndexOutOfBoundsException.class, () -> buffer.putNaturalIntAsciiFromEnd(100, Integer.MIN_VALUE + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+1", " 1", "1 ", "1x", "--1", "2147483648", "-2147483649", "99999999999999999999"})
    void shouldRefuseTextThatIsNoInt(final String text) {
        final int length = put(text);
        assertThrows(AsciiNumberFormatException.class, () -> buffer.parseIntAscii(INDEX, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-1", "9223372036854775808", "-9223372036854775809", "18446744073709551617"})
    void shouldRefuseTextThatIsNoNatural(final String text) {
        final int length = put(text);
        assertThrows(AsciiNumberFormatException.class, () -> buffer.parseNaturalIntAscii(INDEX, length));
        assertThrows(AsciiNumberFormatException.class, () -> buffer.parseNaturalLongAscii(INDEX, length));
    }

    @Test
    void shouldRefuseTextThatIsNoLong() {
        assertThrows(AsciiNumberFormatException.class, () -> buffer.parseLongAscii(INDEX, put("9223372036854775808")));
        assertThrows(AsciiNumberFormatException.class, () -> buffer.parseLongAscii(INDEX, put("-9223372036854775809")));
        assertThrows(AsciiNumberFormatException.class, () -> buffer.parseNaturalIntAscii(INDEX, put("2147483648")));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.parseLongAscii(60, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.parseLongAscii(60, -1));
    }

    @Test
    void shouldReadBackAsciiWithItsLengthInEitherOrder() throws IOException {
        for (final ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertEquals(9, buffer.putStringAscii(INDEX, "hello", order));
            assertEquals(5, buffer.getInt(INDEX, order));
            assertEquals("hello", buffer.getStringAscii(INDEX, order));
            final StringBuilder out = new StringBuilder();
            assertEquals(5, buffer.getStringAscii(INDEX, out, order));
            assertEquals("hello", out.toString());
            assertEquals(9, buffer.putStringAscii(INDEX, new StringBuilder("olleh"), order));
            assertEquals("olleh", buffer.getStringAscii(INDEX, 5));
        }
        assertEquals(7, buffer.putStringAscii(INDEX, "abc"));
        assertEquals("abc", buffer.getStringAscii(INDEX));
        assertEquals(6, buffer.putStringAscii(INDEX, new StringBuilder("ab")));
        final StringBuilder out = new StringBuilder();
        assertEquals(2, buffer.getStringAscii(INDEX, out));
        assertEquals(2, buffer.getStringAscii(INDEX, 2, out));
        assertEquals("abab", out.toString());
    }

    @Test
    void shouldPutAQuestionMarkWhenACharacterIsNotAscii() {
        assertEquals(3, put("a\u00e9\u4e2d"));
        assertEquals("a??", text(3));
        buffer.putByte(INDEX, (byte) 0xE9);
        final StringBuilder out = new StringBuilder();
        assertEquals(3, buffer.getStringWithoutLengthAscii(INDEX, 3, out));
        assertEquals("???", out.toString());
    }

    @Test
    void shouldWriteAPartOfAString() {
        assertEquals(2, buffer.putStringWithoutLengthAscii(INDEX, "abcdef", 2, 2));
        assertEquals("cd", text(2));
        assertEquals(1, buffer.putStringWithoutLengthAscii(INDEX, "abcdef", 5, 9));
        assertEquals(0, buffer.putStringWithoutLengthAscii(INDEX, new StringBuilder("abc"), 3, 9));
        assertEquals(0, buffer.putStringWithoutLengthAscii(INDEX, (String) null, 3, 9));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putStringWithoutLengthAscii(INDEX, "abc", -1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putStringWithoutLengthAscii(INDEX, "abc", 4, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putStringWithoutLengthAscii(INDEX, "abc", 0, -1));
        assertEquals("f", text(1));
    }

    @Test
    void shouldReadBackUtf8WithItsLengthInEitherOrder() {
        final String value = "z\u00df\u6c34\ud83c\udf0d";
        final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (final ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertEquals(4 + bytes.length, buffer.putStringUtf8(INDEX, value, order));
            assertEquals(bytes.length, buffer.getInt(INDEX, order));
            assertEquals(value, buffer.getStringUtf8(INDEX, order));
        }
        assertEquals(4 + bytes.length, buffer.putStringUtf8(INDEX, value));
        assertEquals(value, buffer.getStringUtf8(INDEX));
        assertEquals(value, buffer.getStringUtf8(INDEX, bytes.length));
        assertEquals(bytes.length, buffer.putStringWithoutLengthUtf8(INDEX, value));
        assertEquals(value, buffer.getStringWithoutLengthUtf8(INDEX, bytes.length));
        final byte[] written = new byte[bytes.length];
        buffer.getBytes(INDEX, written);
        assertArrayEquals(bytes, written);
    }

    @Test
    void shouldRefuseUtf8WhenItIsLongerThanAllowed() {
        assertEquals(6, buffer.putStringUtf8(INDEX, "\u00df", 2));
        assertThrows(IllegalArgumentException.class, () -> buffer.putStringUtf8(INDEX, "\u00df!", 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> buffer.putStringUtf8(INDEX, "\u00df!", ByteOrder.LITTLE_ENDIAN, 2));
        assertEquals("\u00df", buffer.getStringUtf8(INDEX));
    }

    @Test
    void shouldWriteNothingButALengthWhenAStringIsNull() {
        assertEquals(4, buffer.putStringAscii(INDEX, (String) null));
        assertEquals("", buffer.getStringAscii(INDEX));
        assertEquals(4, buffer.putStringUtf8(INDEX, null));
        assertEquals(0, buffer.putStringWithoutLengthAscii(INDEX, (CharSequence) null));
        assertEquals(0, buffer.putStringWithoutLengthUtf8(INDEX, null));
    }

    /** The length is a peer's word: neither a huge allocation nor a wrapped-around index may follow from it. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 58, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 4})
    void shouldRefuseALengthThatIsNotThere(final int length) {
        buffer.putInt(INDEX, length);
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getStringAscii(INDEX));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getStringUtf8(INDEX));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getStringAscii(INDEX, new StringBuilder()));
    }

    @Test
    void shouldPassOnTheErrorWhenTheAppendableFails() {
        final Writer broken = new Writer() {
            @Override
            public void write(final char[] chars, final int offset, final int length) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        put("abc");
        assertThrows(UncheckedIOException.class, () -> buffer.getStringWithoutLengthAscii(INDEX, 3, broken));
    }
}
