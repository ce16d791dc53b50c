package io.gossip.store;

import io.gossip.StoreKey;
import io.gossip.spi.NioBuffer;

/** Judges keys that came over the wire by the rules of {@link StoreKey}, without decoding them to text. */
final class KeyBytes {
    private static final int DELETE = 0x7F;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int FIRST_PRINTABLE_ABOVE_C1 = 0xA0;
    private static final int MAX_CODE_POINT = 0x10FFFF;

    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x80 * EVERY_BYTE;
    private static final long TO_TOP_FROM_FIRST_PRINTABLE = (0x80 - FIRST_PRINTABLE) * EVERY_BYTE;
    private static final long TO_TOP_FROM_DELETE = (0x80 - DELETE) * EVERY_BYTE;

    private KeyBytes() {}

    /** @return whether the bytes are a key: 1 to 255 bytes of well-formed UTF-8 without control characters */
    static boolean isValid(final NioBuffer buffer, final int offset, final int length) {
        if (length < 1 || length > StoreKey.MAX_LENGTH) {
            return false;
        }
        return isPrintableAscii(buffer, offset, length) || isPrintableUtf8(buffer, offset, length);
    }

    /** By words, the last of which overlaps the one before; a word of few bytes at a time otherwise. */
    private static boolean isPrintableAscii(final NioBuffer buffer, final int offset, final int length) {
        if (length < Long.BYTES) {
            return isPrintableAscii(firstWord(buffer, offset, length));
        }
        final int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (!isPrintableAscii(buffer.getLong(offset + i))) {
                return false;
            }
        }
        return isPrintableAscii(buffer.getLong(offset + last));
    }

    /** @return less than eight bytes, and printable ones in place of the others */
    private static long firstWord(final NioBuffer buffer, final int offset, final int length) {
        long word = FIRST_PRINTABLE * EVERY_BYTE;
        for (int i = 0; i < length; i++) {
            word = word << Byte.SIZE | buffer.getByte(offset + i) & 0xFF;
        }
        return word;
    }

    private static boolean isPrintableUtf8(final NioBuffer buffer, final int offset, final int length) {
        int i = 0;
        while (i < length) {
            final int lead = buffer.getByte(offset + i) & 0xFF;
            final int size = sequenceLength(lead);
            if (size == 0 || i + size > length || !isPrintable(decode(buffer, offset + i, lead, size), size)) {
                return false;
            }
            i += size;
        }
        return true;
    }

    /**
     * Eight bytes at once, in any order: all below 0x80, and none below 0x20 or equal to 0x7F. With the top bits clear no
     * sum of a byte carries into the next.
     */
    private static boolean isPrintableAscii(final long word) {
        return (word & TOP_BITS) == 0
                && (word + TO_TOP_FROM_FIRST_PRINTABLE & TOP_BITS) == TOP_BITS
                && (word + TO_TOP_FROM_DELETE & TOP_BITS) == 0;
    }

    private static int sequenceLength(final int lead) {
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC0) {
            return 0; // a continuation byte leads nothing
        }
        if (lead < 0xE0) {
            return 2;
        }
        return lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0;
    }

    /** @return the code point, or -1 when a continuation byte is none */
    private static int decode(final NioBuffer buffer, final int offset, final int lead, final int size) {
        int codePoint = size == 1 ? lead : lead & (0x7F >> size);
        for (int i = 1; i < size; i++) {
            final int next = buffer.getByte(offset + i) & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return -1;
            }
            codePoint = codePoint << 6 | next & 0x3F;
        }
        return codePoint;
    }

    /** Over-long forms, surrogates, points beyond Unicode and control characters are none. */
    private static boolean isPrintable(final int codePoint, final int size) {
        return switch (size) {
            case 1 -> codePoint >= FIRST_PRINTABLE && codePoint != DELETE;
            case 2 -> codePoint >= FIRST_PRINTABLE_ABOVE_C1;
            case 3 ->
                codePoint >= 0x800 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
            default -> codePoint >= 0x10000 && codePoint <= MAX_CODE_POINT;
        };
    }
}
