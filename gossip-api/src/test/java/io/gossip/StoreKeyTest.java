package io.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gossip.spi.NioBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeyTest {
    @Test
    void shouldShowItsBytesWhenRead() {
        final StoreKey<String> key = StoreKey.utf8("schlüssel");
        final byte[] utf8 = "schlüssel".getBytes(StandardCharsets.UTF_8);
        assertEquals("schlüssel", key.name());
        assertEquals("schlüssel", key.toString());
        assertEquals(10, key.length());
        assertArrayEquals(utf8, key.toUtf8());
        key.toUtf8()[0] = 0;
        for (int i = 0; i < utf8.length; i++) {
            assertEquals(utf8[i], key.byteAt(i));
        }
        assertThrows(InvalidValueException.class, () -> key.byteAt(-1));
        assertThrows(InvalidValueException.class, () -> key.byteAt(10));
    }

    @Test
    void shouldBeTheSameKeyWhateverTheCodec() {
        assertEquals(StoreKey.utf8("k"), StoreKey.int64("k"));
        assertEquals(StoreKey.utf8("k").hashCode(), StoreKey.bytes("k").hashCode());
        assertEquals("k".hashCode(), StoreKey.utf8("k").hashCode(), "the same in every JVM");
        assertNotEquals(StoreKey.utf8("k"), StoreKey.utf8("K"));
        assertNotEquals(StoreKey.utf8("k"), (Object) "k");
    }

    @Test
    void shouldKeepTheCodecItWasGiven() {
        final ValueCodec<Long> codec = StoreKey.int64("other").codec();
        assertSame(codec, StoreKey.of("k", codec).codec());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\t", "a\u0000", "\ud800"})
    void shouldRefuseWhatIsNoKey(final String name) {
        for (final Function<String, StoreKey<?>> factory :
                List.<Function<String, StoreKey<?>>>of(StoreKey::utf8, StoreKey::int64, StoreKey::bytes)) {
            assertThrows(InvalidValueException.class, () -> factory.apply(name));
        }
    }

    @Test
    void shouldAcceptUpTo255Bytes() {
        assertEquals(255, StoreKey.utf8("k".repeat(255)).length());
        assertThrows(InvalidValueException.class, () -> StoreKey.utf8("k".repeat(256)));
    }

    @Test
    void shouldEncodeIntegersAsEightBytesLittleEndian() {
        final NioBuffer buffer = NioBuffer.allocate(16);
        StoreKey.int64("k").codec().encode(0x0102_0304_0506_0708L, buffer, 3);
        assertEquals(0x0102_0304_0506_0708L, buffer.getLong(3, ByteOrder.LITTLE_ENDIAN));
        assertEquals(8, buffer.getByte(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 16})
    void shouldReportADecodeErrorWhenAnIntegerHasNotEightBytes(final int length) {
        final ValueCodec<Long> codec = StoreKey.int64("k").codec();
        final var error = assertThrows(CodecException.class, () -> codec.decode(NioBuffer.allocate(16), 0, length));
        assertEquals("a 64-bit integer has 8 bytes, length=" + length, error.getMessage());
    }

    @Test
    void shouldReportADecodeErrorWhenBytesAreNotUtf8() {
        final ValueCodec<String> codec = StoreKey.utf8("k").codec();
        final NioBuffer buffer = NioBuffer.wrapping(new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xED, (byte) 0xA0, 0});
        assertEquals("a", codec.decode(buffer, 0, 1));
        assertEquals("", codec.decode(buffer, 6, 0));
        assertThrows(CodecException.class, () -> codec.decode(buffer, 0, 2), "cut short");
        assertThrows(CodecException.class, () -> codec.decode(buffer, 1, 2), "no continuation");
        assertThrows(CodecException.class, () -> codec.decode(buffer, 3, 2), "surrogate");
    }

    @Test
    void shouldRefuseTextThatHasNoUtf8Form() {
        final ValueCodec<String> codec = StoreKey.utf8("k").codec();
        for (final String text : new String[] {"\ud83c", "a\udf0d", "\udf0d\ud83c", "ab\ud83cz"}) {
            assertThrows(InvalidValueException.class, () -> codec.encodedLength(text));
            assertThrows(InvalidValueException.class, () -> codec.encode(text, NioBuffer.allocate(16), 0));
        }
    }

    @Test
    void shouldCopyArraysOnTheWayInAndOut() {
        final ValueCodec<byte[]> codec = StoreKey.bytes("k").codec();
        final byte[] value = {1, 2, 3};
        final NioBuffer buffer = NioBuffer.allocate(8);
        codec.encode(value, buffer, 2);
        value[0] = 9;
        final byte[] decoded = codec.decode(buffer, 2, 3);
        assertArrayEquals(new byte[] {1, 2, 3}, decoded);
        decoded[1] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, codec.decode(buffer, 2, 3));
    }

    @Test
    void shouldRefuseAPlaceOutsideOfTheBuffer() {
        final NioBuffer buffer = NioBuffer.allocate(10);
        for (final int[] place : new int[][] {{-1, 8}, {3, 8}, {11, 0}, {0, -1}, {Integer.MAX_VALUE, 8}}) {
            assertThrows(
                    InvalidValueException.class,
                    () -> StoreKey.utf8("k").codec().decode(buffer, place[0], place[1]));
            assertThrows(
                    InvalidValueException.class,
                    () -> StoreKey.int64("k").codec().decode(buffer, place[0], place[1]));
            assertThrows(
                    InvalidValueException.class,
                    () -> StoreKey.bytes("k").codec().decode(buffer, place[0], place[1]));
        }
        assertThrows(
                InvalidValueException.class, () -> StoreKey.int64("k").codec().encode(1L, buffer, 3));
        assertThrows(
                InvalidValueException.class, () -> StoreKey.utf8("k").codec().encode("abc", buffer, 8));
        assertThrows(
                InvalidValueException.class, () -> StoreKey.bytes("k").codec().encode(new byte[3], buffer, -1));
    }

    @Test
    void shouldRefuseNullWhenEncoding() {
        final NioBuffer buffer = NioBuffer.allocate(8);
        for (final StoreKey<?> key : List.of(StoreKey.utf8("k"), StoreKey.int64("k"), StoreKey.bytes("k"))) {
            assertThrows(InvalidValueException.class, () -> key.codec().encodedLength(null));
            assertThrows(InvalidValueException.class, () -> key.codec().encode(null, buffer, 0));
            assertThrows(InvalidValueException.class, () -> key.codec().decode(null, 0, 8));
        }
        assertThrows(
                InvalidValueException.class, () -> StoreKey.int64("k").codec().encode(1L, null, 0));
        assertThrows(
                InvalidValueException.class, () -> StoreKey.utf8("k").codec().encode("", null, 0));
        assertThrows(
                InvalidValueException.class, () -> StoreKey.bytes("k").codec().encode(new byte[0], null, 0));
    }
}
