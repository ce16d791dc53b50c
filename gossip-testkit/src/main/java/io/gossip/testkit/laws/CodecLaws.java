package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ValueCodec;
import io.gossip.spi.NioBuffer;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * What every codec of values must keep: {@code class MyCodecTest implements CodecLaws<My>}.
 *
 * @param <T> type of the value
 */
public interface CodecLaws<T> {
    /** @return the codec under test */
    ValueCodec<T> codec();

    /** @return values the application may write; the implementation needs {@code @Provide} again */
    @Provide
    Arbitrary<T> values();

    /** @return whether two values are the same to the application */
    default boolean isSame(final T a, final T b) {
        return Objects.deepEquals(a, b);
    }

    /** What was encoded decodes to the same value, wherever in a buffer it lies. */
    @Property
    default void decodesWhatItEncoded(@ForAll("values") final T value, @ForAll @IntRange(max = 64) final int offset) {
        final byte[] bytes = encoded(value, offset, 0, (byte) 0);
        final T decoded = codec().decode(NioBuffer.wrapping(bytes), offset, bytes.length - offset);
        assertTrue(isSame(value, decoded), () -> "value=" + value + " decoded=" + decoded);
    }

    /** Exactly {@link ValueCodec#encodedLength} bytes are written: all of them, the same ones each time, and no others. */
    @Property
    default void writesExactlyItsLength(
            @ForAll("values") final T value,
            @ForAll @IntRange(max = 64) final int offset,
            @ForAll @IntRange(min = 1, max = 64) final int behind) {
        final byte[] overZeros = encoded(value, offset, behind, (byte) 0);
        final byte[] overOnes = encoded(value, offset, behind, (byte) 0xFF);
        final int end = overZeros.length - behind;
        for (int i = 0; i < overZeros.length; i++) {
            final boolean isInside = i >= offset && i < end;
            final int place = i - offset;
            assertEquals(isInside ? overZeros[i] : (byte) 0xFF, overOnes[i], () -> "byte at offset + " + place);
            assertTrue(isInside || overZeros[i] == 0, () -> "written outside, byte at offset + " + place);
        }
    }

    /** Any bytes of a peer give a value or an exception: never null, never an error of the JVM, and no byte is changed. */
    @Property
    default void takesAnyBytes(
            @ForAll @Size(max = 256) final byte[] bytes, @ForAll @IntRange(max = 64) final int offset) {
        final int start = Math.min(offset, bytes.length);
        final byte[] copy = bytes.clone();
        final T value;
        try {
            value = codec().decode(NioBuffer.wrapping(copy), start, bytes.length - start);
        } catch (final RuntimeException expected) {
            assertArrayEquals(bytes, copy);
            return;
        }
        assertNotNull(value);
        assertArrayEquals(bytes, copy);
    }

    /** A cut, flipped or lengthened encoding gives a value or an exception as well. */
    @Property
    default void takesSpoiledEncodings(
            @ForAll("values") final T value,
            @ForAll final int place,
            @ForAll final byte spoiled,
            @ForAll final int cut) {
        final byte[] bytes = encoded(value, 0, 1, spoiled);
        bytes[Math.floorMod(place, bytes.length)] ^= spoiled;
        takesAnyBytes(Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length + 1)), 0);
    }

    /** Only the bytes it is given decide: those around them, which belong to others, do not. */
    @Property
    default void readsOnlyItsBytes(
            @ForAll("values") final T value, @ForAll @IntRange(min = 1, max = 64) final int around) {
        final byte[] inZeros = encoded(value, around, around, (byte) 0);
        final byte[] inOnes = encoded(value, around, around, (byte) 0xFF);
        final int length = inZeros.length - 2 * around;
        final T first = codec().decode(NioBuffer.wrapping(inZeros), around, length);
        final T second = codec().decode(NioBuffer.wrapping(inOnes), around, length);
        assertTrue(isSame(first, second), () -> "first=" + first + " second=" + second);
    }

    /** The buffer is valid only during the call: a value does not change when others use it after. */
    @Property
    default void keepsNothingOfTheBuffer(@ForAll("values") final T value) {
        final byte[] bytes = encoded(value, 0, 0, (byte) 0);
        final T decoded = codec().decode(NioBuffer.wrapping(bytes), 0, bytes.length);
        Arrays.fill(bytes, (byte) 0x55);
        assertTrue(isSame(value, decoded), () -> "value=" + value + " decoded=" + decoded);
    }

    private byte[] encoded(final T value, final int offset, final int behind, final byte fill) {
        final byte[] bytes = new byte[offset + codec().encodedLength(value) + behind];
        Arrays.fill(bytes, fill);
        codec().encode(value, NioBuffer.wrapping(bytes), offset);
        return bytes;
    }
}
