package io.gossip.sim.trace;

import io.gossip.spi.Arguments;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A running 64-bit hash over a sequence of numbers, bytes and text; order matters. Equal on every JVM. Detects
 * difference, not malice. Allocates nothing.
 */
public final class TraceHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME1 = 0x9E3779B185EBCA87L;
    private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
    private static final int ROTATION = 31;

    private long hash = PRIME2;

    /** The hash of nothing. */
    public TraceHash() {
        // Stated, so that it is part of the API on purpose.
    }

    /** @return the hash of all that was added so far */
    public long value() {
        final long a = (hash ^ hash >>> 33) * PRIME2;
        return a ^ a >>> 29;
    }

    /** Adds a number. */
    public void add(final long word) {
        hash = fold(hash, word);
    }

    /** Adds text by its UTF-16 units, length included. */
    public void add(final String text) {
        add(Arguments.notNull(text, "text").length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    /** @return hash of a range of bytes, length included */
    public static long of(final byte[] bytes, final int offset, final int length) {
        Arguments.notNull(bytes, "bytes");
        final int end = offset + length;
        long hash = fold(PRIME1, length);
        int i = offset;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = fold(hash, (long) LONGS.get(bytes, i));
        }
        long tail = 0;
        for (; i < end; i++) {
            tail = tail << Byte.SIZE | bytes[i] & 0xFFL;
        }
        return fold(hash, tail);
    }

    private static long fold(final long hash, final long word) {
        return Long.rotateLeft((hash ^ word) * PRIME1, ROTATION) * PRIME2 + word;
    }
}
