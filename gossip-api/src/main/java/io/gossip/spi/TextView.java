package io.gossip.spi;

import io.gossip.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.AsciiNumberFormatException;
import org.agrona.MutableDirectBuffer;

/**
 * The text side of a buffer: decimal numbers in ASCII and strings, on top of the primitive access of its subclass.
 * Every method checks the whole range before it writes the first byte. Characters outside ASCII become {@code '?'}, a
 * null string is written like an empty one, both as Agrona's buffers do.
 */
abstract class TextView implements MutableDirectBuffer {
    private static final int RADIX = 10;

    @Override
    public int parseNaturalIntAscii(final int index, final int length) {
        return (int) parse(index, length, false, Integer.MAX_VALUE);
    }

    @Override
    public long parseNaturalLongAscii(final int index, final int length) {
        return parse(index, length, false, Long.MAX_VALUE);
    }

    @Override
    public int parseIntAscii(final int index, final int length) {
        return (int) parse(index, length, true, Integer.MAX_VALUE);
    }

    @Override
    public long parseLongAscii(final int index, final int length) {
        return parse(index, length, true, Long.MAX_VALUE);
    }

    /** Sums up below zero, where the range is one larger: the smallest number needs no case of its own. */
    private long parse(final int index, final int length, final boolean signAllowed, final long max) {
        boundsCheck(index, length);
        final boolean negative = signAllowed && length > 1 && getByte(index) == '-';
        final long min = negative ? -max - 1 : -max;
        if (length == 0) {
            throw new AsciiNumberFormatException("no digits, index=" + index + " length=0");
        }
        long sum = 0;
        for (int i = negative ? index + 1 : index; i < index + length; i++) {
            final int digit = getByte(i) - '0';
            if (digit < 0 || digit >= RADIX) {
                throw new AsciiNumberFormatException("not a digit, index=" + i + " byte=" + getByte(i));
            }
            if (sum < (min + digit) / RADIX) {
                throw new AsciiNumberFormatException("number too large, index=" + index + " length=" + length);
            }
            sum = sum * RADIX - digit;
        }
        return negative ? sum : -sum;
    }

    @Override
    public int putIntAscii(final int index, final int value) {
        return putLongAscii(index, value);
    }

    @Override
    public int putNaturalIntAscii(final int index, final int value) {
        return putNaturalLongAscii(index, value);
    }

    @Override
    public int putNaturalLongAscii(final int index, final long value) {
        return putLongAscii(index, natural(value));
    }

    @Override
    public int putLongAscii(final int index, final long value) {
        final int sign = value < 0 ? 1 : 0;
        final int length = sign + digitCount(value);
        boundsCheck(index, length);
        if (value < 0) {
            putByte(index, (byte) '-');
        }
        putDigits(index + sign, index + length, value);
        return length;
    }

    @Override
    public void putNaturalPaddedIntAscii(final int index, final int length, final int value) {
        boundsCheck(index, length);
        if (value != 0 && digitCount(natural(value)) > length) {
            throw new AsciiNumberFormatException("number too long, value=" + value + " length=" + length);
        }
        putDigits(index, index + length, value);
    }

    /** Writes 0 as one digit. */
    @Override
    public int putNaturalIntAsciiFromEnd(final int value, final int endExclusive) {
        final int length = digitCount(natural(value));
        // May wrap around: then it ends beyond the largest int, outside of every buffer.
        final int begin = endExclusive - length;
        boundsCheck(begin, length);
        putDigits(begin, endExclusive, value);
        return begin;
    }

    private static long natural(final long value) {
        if (value < 0) {
            throw new InvalidValueException("must not be negative, value=" + value);
        }
        return value;
    }

    private static int digitCount(final long value) {
        int count = 1;
        for (long rest = value / RADIX; rest != 0; rest /= RADIX) {
            count++;
        }
        return count;
    }

    private void putDigits(final int begin, final int endExclusive, final long value) {
        long rest = value;
        for (int i = endExclusive - 1; i >= begin; i--) {
            putByte(i, (byte) ('0' + Math.abs(rest % RADIX)));
            rest /= RADIX;
        }
    }

    @Override
    public String getStringAscii(final int index) {
        return getStringAscii(index, getInt(index));
    }

    @Override
    public String getStringAscii(final int index, final ByteOrder byteOrder) {
        return getStringAscii(index, getInt(index, byteOrder));
    }

    @Override
    public String getStringAscii(final int index, final int length) {
        return getStringWithoutLengthAscii(afterHeader(index), length);
    }

    @Override
    public String getStringWithoutLengthAscii(final int index, final int length) {
        return new String(copy(index, length), StandardCharsets.US_ASCII);
    }

    @Override
    public int getStringAscii(final int index, final Appendable appendable) {
        return getStringAscii(index, getInt(index), appendable);
    }

    @Override
    public int getStringAscii(final int index, final Appendable appendable, final ByteOrder byteOrder) {
        return getStringAscii(index, getInt(index, byteOrder), appendable);
    }

    @Override
    public int getStringAscii(final int index, final int length, final Appendable appendable) {
        return getStringWithoutLengthAscii(afterHeader(index), length, appendable);
    }

    @Override
    public int getStringWithoutLengthAscii(final int index, final int length, final Appendable appendable) {
        boundsCheck(index, length);
        try {
            for (int i = index; i < index + length; i++) {
                final byte b = getByte(i);
                appendable.append(b < 0 ? '?' : (char) b);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return length;
    }

    @Override
    public int putStringAscii(final int index, final String value) {
        return putStringAscii(index, (CharSequence) value, ByteOrder.nativeOrder());
    }

    @Override
    public int putStringAscii(final int index, final CharSequence value) {
        return putStringAscii(index, value, ByteOrder.nativeOrder());
    }

    @Override
    public int putStringAscii(final int index, final String value, final ByteOrder byteOrder) {
        return putStringAscii(index, (CharSequence) value, byteOrder);
    }

    @Override
    public int putStringAscii(final int index, final CharSequence value, final ByteOrder byteOrder) {
        final int length = putStringWithoutLengthAscii(afterHeader(index), value);
        putInt(index, length, byteOrder);
        return STR_HEADER_LEN + length;
    }

    @Override
    public int putStringWithoutLengthAscii(final int index, final String value) {
        return putStringWithoutLengthAscii(index, (CharSequence) value);
    }

    @Override
    public int putStringWithoutLengthAscii(final int index, final CharSequence value) {
        return putStringWithoutLengthAscii(index, value, 0, Integer.MAX_VALUE);
    }

    @Override
    public int putStringWithoutLengthAscii(
            final int index, final String value, final int valueOffset, final int length) {
        return putStringWithoutLengthAscii(index, (CharSequence) value, valueOffset, length);
    }

    @Override
    public int putStringWithoutLengthAscii(
            final int index, final CharSequence value, final int valueOffset, final int length) {
        final int available = value == null ? 0 : value.length();
        if (value != null && (valueOffset < 0 || valueOffset > available)) {
            throw new IndexOutOfBoundsException(
                    "out of the string, valueOffset=" + valueOffset + " valueLength=" + available);
        }
        final int count = value == null ? 0 : Math.min(available - valueOffset, length);
        boundsCheck(index, count);
        for (int i = 0; i < count; i++) {
            final char c = value.charAt(valueOffset + i);
            putByte(index + i, (byte) (c > 127 ? '?' : c));
        }
        return count;
    }

    @Override
    public String getStringUtf8(final int index) {
        return getStringUtf8(index, getInt(index));
    }

    @Override
    public String getStringUtf8(final int index, final ByteOrder byteOrder) {
        return getStringUtf8(index, getInt(index, byteOrder));
    }

    @Override
    public String getStringUtf8(final int index, final int length) {
        return getStringWithoutLengthUtf8(afterHeader(index), length);
    }

    @Override
    public String getStringWithoutLengthUtf8(final int index, final int length) {
        return new String(copy(index, length), StandardCharsets.UTF_8);
    }

    @Override
    public int putStringUtf8(final int index, final String value) {
        return putStringUtf8(index, value, ByteOrder.nativeOrder(), Integer.MAX_VALUE);
    }

    @Override
    public int putStringUtf8(final int index, final String value, final ByteOrder byteOrder) {
        return putStringUtf8(index, value, byteOrder, Integer.MAX_VALUE);
    }

    @Override
    public int putStringUtf8(final int index, final String value, final int maxEncodedLength) {
        return putStringUtf8(index, value, ByteOrder.nativeOrder(), maxEncodedLength);
    }

    @Override
    public int putStringUtf8(
            final int index, final String value, final ByteOrder byteOrder, final int maxEncodedLength) {
        final byte[] bytes = encode(value);
        if (bytes.length > maxEncodedLength) {
            throw new IllegalArgumentException(
                    "string too long, encodedLength=" + bytes.length + " maxEncodedLength=" + maxEncodedLength);
        }
        putBytes(afterHeader(index), bytes);
        putInt(index, bytes.length, byteOrder);
        return STR_HEADER_LEN + bytes.length;
    }

    @Override
    public int putStringWithoutLengthUtf8(final int index, final String value) {
        final byte[] bytes = encode(value);
        putBytes(index, bytes);
        return bytes.length;
    }

    private static byte[] encode(final String value) {
        return (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
    }

    /** Checks before it adds, so that an index near the largest int does not wrap around. */
    private int afterHeader(final int index) {
        boundsCheck(index, STR_HEADER_LEN);
        return index + STR_HEADER_LEN;
    }

    /** Checks before it allocates: a length that was read from the buffer is not to be trusted. */
    private byte[] copy(final int index, final int length) {
        boundsCheck(index, length);
        final byte[] bytes = new byte[length];
        getBytes(index, bytes);
        return bytes;
    }
}
