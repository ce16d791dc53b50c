package io.gossip.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NioBufferTest {
    private static final int CAPACITY = 40;
    private static final byte GUARD = 0x5A;
    private static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    /** Each kind of memory, alone and as an inner part of a larger one, always with the same capacity. */
    static Stream<NioBuffer> buffers() {
        final NioBuffer inArray = NioBuffer.allocate(0);
        inArray.wrap(guarded(), 3, CAPACITY);
        final NioBuffer inHeap = NioBuffer.allocate(0);
        inHeap.wrap(ByteBuffer.wrap(guarded(), 1, CAPACITY + 6).slice(), 2, CAPACITY);
        final NioBuffer inDirect = NioBuffer.allocate(0);
        inDirect.wrap(direct(guarded()), 3, CAPACITY);
        return Stream.of(
                NioBuffer.allocate(CAPACITY),
                NioBuffer.allocateDirect(CAPACITY),
                NioBuffer.wrapping(new byte[CAPACITY]),
                NioBuffer.wrapping(ByteBuffer.allocate(CAPACITY).limit(5)),
                inArray,
                inHeap,
                inDirect);
    }

    private static byte[] guarded() {
        final byte[] array = new byte[CAPACITY + 8];
        Arrays.fill(array, GUARD);
        return array;
    }

    private static ByteBuffer direct(final byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).clear();
    }

    private static byte[] counting(final int length) {
        final byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        return bytes;
    }

    private static byte[] contents(final DirectBuffer buffer) {
        final byte[] bytes = new byte[buffer.capacity()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldReadBackEveryPrimitiveWhenWrittenInEitherOrderAtAnyOffset(final NioBuffer buffer) {
        for (final ByteOrder order : ORDERS) {
            final ByteBuffer expected = ByteBuffer.allocate(CAPACITY).order(order);
            for (int i = 0; i <= CAPACITY - 8; i++) {
                final long bits = 0x8123_4567_89AB_CDEFL * (2 * i + 1);
                buffer.putLong(i, bits, order);
                assertEquals(bits, buffer.getLong(i, order));
                assertArrayEquals(expected.putLong(0, bits).slice(0, 8).array().clone(), padded(buffer, i, 8));
                buffer.putDouble(i, Double.longBitsToDouble(bits), order);
                assertEquals(Double.longBitsToDouble(bits), buffer.getDouble(i, order));
                assertEquals(expected.getDouble(0), buffer.getDouble(i, order));
                buffer.putInt(i, (int) bits, order);
                assertEquals((int) bits, buffer.getInt(i, order));
                buffer.putFloat(i, (float) i / 3, order);
                assertEquals((float) i / 3, buffer.getFloat(i, order));
                buffer.putShort(i, (short) bits, order);
                assertEquals((short) bits, buffer.getShort(i, order));
                buffer.putChar(i, (char) bits, order);
                assertEquals((char) bits, buffer.getChar(i, order));
                final int high = order == ByteOrder.BIG_ENDIAN ? 0 : 1;
                assertEquals((byte) (bits >> 8), buffer.getByte(i + high));
                assertEquals((byte) bits, buffer.getByte(i + 1 - high));
            }
        }
    }

    private static byte[] padded(final DirectBuffer buffer, final int index, final int length) {
        final byte[] bytes = new byte[CAPACITY];
        buffer.getBytes(index, bytes, 0, length);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldUseThePlatformsOrderWhenNoneIsGiven(final NioBuffer buffer) {
        final ByteOrder order = ByteOrder.nativeOrder();
        for (int i = 1; i < 10; i++) {
            buffer.putLong(i, 0x0102_0304_0506_0708L * i);
            assertEquals(buffer.getLong(i, order), buffer.getLong(i));
            buffer.putInt(i, 0x0102_0304 * i);
            assertEquals(buffer.getInt(i, order), buffer.getInt(i));
            buffer.putShort(i, (short) (0x0102 * i));
            assertEquals(buffer.getShort(i, order), buffer.getShort(i));
            buffer.putChar(i, (char) (0x0102 * i));
            assertEquals(buffer.getChar(i, order), buffer.getChar(i));
            buffer.putDouble(i, -i / 7.0);
            assertEquals(-i / 7.0, buffer.getDouble(i, order));
            assertEquals(-i / 7.0, buffer.getDouble(i));
            buffer.putFloat(i, i / 7f);
            assertEquals(i / 7f, buffer.getFloat(i, order));
            assertEquals(i / 7f, buffer.getFloat(i));
        }
    }

    /** Payload bits of a NaN are data like any others. */
    @Test
    void shouldKeepEveryBitWhenANumberIsNaN() {
        final NioBuffer buffer = NioBuffer.allocate(16);
        buffer.putLong(0, 0x7FF8_0000_0000_0ABCL);
        buffer.putDouble(8, buffer.getDouble(0));
        assertEquals(0x7FF8_0000_0000_0ABCL, buffer.getLong(8));
    }

    private interface Access {
        void at(NioBuffer buffer, int index);
    }

    private record Sized(int size, Access access) {}

    private static List<Sized> accesses() {
        final ByteOrder order = ByteOrder.BIG_ENDIAN;
        return List.of(
                new Sized(1, NioBuffer::getByte),
                new Sized(1, (b, i) -> b.putByte(i, (byte) 1)),
                new Sized(2, NioBuffer::getShort),
                new Sized(2, (b, i) -> b.getShort(i, order)),
                new Sized(2, (b, i) -> b.putShort(i, (short) 1)),
                new Sized(2, (b, i) -> b.putShort(i, (short) 1, order)),
                new Sized(2, NioBuffer::getChar),
                new Sized(2, (b, i) -> b.getChar(i, order)),
                new Sized(2, (b, i) -> b.putChar(i, 'x')),
                new Sized(2, (b, i) -> b.putChar(i, 'x', order)),
                new Sized(4, NioBuffer::getInt),
                new Sized(4, (b, i) -> b.getInt(i, order)),
                new Sized(4, (b, i) -> b.putInt(i, 1)),
                new Sized(4, (b, i) -> b.putInt(i, 1, order)),
                new Sized(4, NioBuffer::getFloat),
                new Sized(4, (b, i) -> b.getFloat(i, order)),
                new Sized(4, (b, i) -> b.putFloat(i, 1)),
                new Sized(4, (b, i) -> b.putFloat(i, 1, order)),
                new Sized(8, NioBuffer::getLong),
                new Sized(8, (b, i) -> b.getLong(i, order)),
                new Sized(8, (b, i) -> b.putLong(i, 1)),
                new Sized(8, (b, i) -> b.putLong(i, 1, order)),
                new Sized(8, NioBuffer::getDouble),
                new Sized(8, (b, i) -> b.getDouble(i, order)),
                new Sized(8, (b, i) -> b.putDouble(i, 1)),
                new Sized(8, (b, i) -> b.putDouble(i, 1, order)),
                new Sized(9, (b, i) -> b.setMemory(i, 9, (byte) 1)),
                new Sized(9, (b, i) -> b.getBytes(i, new byte[9])),
                new Sized(9, (b, i) -> b.getBytes(i, new byte[12], 2, 9)),
                new Sized(9, (b, i) -> b.getBytes(i, ByteBuffer.allocate(9), 9)),
                new Sized(9, (b, i) -> b.getBytes(i, ByteBuffer.allocateDirect(10), 1, 9)),
                new Sized(9, (b, i) -> b.getBytes(i, NioBuffer.allocate(10), 1, 9)),
                new Sized(9, (b, i) -> b.putBytes(i, new byte[9])),
                new Sized(9, (b, i) -> b.putBytes(i, new byte[12], 2, 9)),
                new Sized(9, (b, i) -> b.putBytes(i, ByteBuffer.allocate(9), 9)),
                new Sized(9, (b, i) -> b.putBytes(i, ByteBuffer.allocateDirect(10), 1, 9)),
                new Sized(9, (b, i) -> b.putBytes(i, NioBuffer.allocate(10), 1, 9)),
                new Sized(3, (b, i) -> b.putIntAscii(i, -12)),
                new Sized(3, (b, i) -> b.putLongAscii(i, 123)),
                new Sized(3, (b, i) -> b.putNaturalIntAscii(i, 123)),
                new Sized(3, (b, i) -> b.putNaturalLongAscii(i, 123)),
                new Sized(3, (b, i) -> b.putNaturalPaddedIntAscii(i, 3, 7)),
                new Sized(7, (b, i) -> b.putStringAscii(i, "abc")),
                new Sized(7, (b, i) -> b.putStringUtf8(i, "abc")),
                new Sized(3, (b, i) -> b.putStringWithoutLengthAscii(i, "abc")),
                new Sized(3, (b, i) -> b.putStringWithoutLengthUtf8(i, "abc")),
                new Sized(3, (b, i) -> b.getStringWithoutLengthAscii(i, 3)),
                new Sized(3, (b, i) -> b.getStringWithoutLengthUtf8(i, 3)),
                new Sized(7, (b, i) -> b.getStringAscii(i, 3)),
                new Sized(7, (b, i) -> b.getStringAscii(i, 3, new StringBuilder())),
                new Sized(7, (b, i) -> b.getStringUtf8(i, 3)),
                new Sized(5, (b, i) -> b.boundsCheck(i, 5)));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldAllowTheLastAndRefuseTheNextPlaceWhenAccessedAtEitherEnd(final NioBuffer buffer) {
        for (final Sized access : accesses()) {
            access.access.at(buffer, 0);
            access.access.at(buffer, CAPACITY - access.size);
            final byte[] before = contents(buffer);
            for (final int index : new int[] {
                -1,
                -access.size,
                CAPACITY - access.size + 1,
                CAPACITY,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE - 3,
                Integer.MIN_VALUE,
                Integer.MIN_VALUE + 1
            }) {
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> access.access.at(buffer, index),
                        () -> accesses().indexOf(access) + "@" + index);
            }
            assertArrayEquals(before, contents(buffer), "a refused write must leave no trace");
        }
    }

    @Test
    void shouldLeaveTheNeighboursAloneWhenAnInnerPartIsWritten() {
        final byte[] array = guarded();
        final NioBuffer buffer = NioBuffer.allocate(0);
        buffer.wrap(array, 3, CAPACITY);
        buffer.setMemory(0, CAPACITY, (byte) 0);
        final ByteBuffer outside = direct(guarded());
        buffer.wrap(outside, 3, CAPACITY);
        buffer.setMemory(0, CAPACITY, (byte) 0);
        for (final ByteBuffer memory : List.of(ByteBuffer.wrap(array), outside)) {
            for (int i = 0; i < CAPACITY + 8; i++) {
                assertEquals(i >= 3 && i < CAPACITY + 3 ? 0 : GUARD, memory.get(i), "at " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldFillExactlyTheRangeWhenMemoryIsSet(final NioBuffer buffer) {
        for (int length = 0; length <= 20; length++) {
            buffer.setMemory(0, CAPACITY, (byte) 0);
            buffer.setMemory(5, length, (byte) 0xC3);
            for (int i = 0; i < CAPACITY; i++) {
                assertEquals(i >= 5 && i < 5 + length ? (byte) 0xC3 : 0, buffer.getByte(i), length + "@" + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldCopyBetweenEveryTwoKindsOfMemory(final NioBuffer source) {
        final byte[] bytes = counting(CAPACITY);
        source.putBytes(0, bytes);
        assertArrayEquals(bytes, contents(source));
        buffers().forEach(target -> {
            target.putBytes(2, source, 5, 17);
            assertArrayEquals(Arrays.copyOfRange(bytes, 5, 22), Arrays.copyOfRange(contents(target), 2, 19));
            target.setMemory(0, CAPACITY, (byte) 0);
            source.getBytes(5, target, 2, 17);
            assertArrayEquals(Arrays.copyOfRange(bytes, 5, 22), Arrays.copyOfRange(contents(target), 2, 19));
            assertEquals(0, target.getByte(1));
            assertEquals(0, target.getByte(19));
        });
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldMoveThePositionOnlyWhenNoIndexIsGiven(final NioBuffer buffer) {
        final byte[] bytes = counting(CAPACITY);
        buffer.putBytes(0, bytes);
        for (final ByteBuffer other : List.of(ByteBuffer.allocate(20), ByteBuffer.allocateDirect(20))) {
            other.position(3);
            buffer.getBytes(1, other, 10);
            assertEquals(13, other.position());
            assertEquals(bytes[1], other.get(3));
            assertEquals(bytes[10], other.get(12));
            buffer.getBytes(20, other, 0, 5);
            assertEquals(13, other.position());
            assertEquals(bytes[24], other.get(4));

            other.position(3);
            buffer.putBytes(30, other, 5);
            assertEquals(8, other.position());
            assertEquals(bytes[23], buffer.getByte(30));
            buffer.putBytes(30, other, 0, 2);
            assertEquals(8, other.position());
            assertEquals(bytes[20], buffer.getByte(30));
            buffer.putBytes(0, bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldThrowAndChangeNothingWhenTheOtherSideIsTooShort(final NioBuffer buffer) {
        buffer.putBytes(0, counting(CAPACITY));
        final ByteBuffer other = ByteBuffer.allocate(10).position(4).limit(8);
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getBytes(0, other, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putBytes(0, other, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getBytes(0, other, 6, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putBytes(0, other, -1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getBytes(0, new byte[4], 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putBytes(0, new byte[4], -1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getBytes(0, NioBuffer.allocate(4), 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putBytes(0, NioBuffer.allocate(4), 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putBytes(0, NioBuffer.allocate(4), 0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getBytes(0, new byte[4], 0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.setMemory(1, -1, (byte) 0));
        assertEquals(4, other.position());
        assertArrayEquals(new byte[10], other.array());
        assertArrayEquals(counting(CAPACITY), contents(buffer));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldCopyAsThroughAThirdPlaceWhenRangesOverlap(final NioBuffer buffer) {
        final byte[] bytes = counting(CAPACITY);
        for (final int[] move : new int[][] {{0, 3}, {3, 0}, {0, 1}, {1, 0}, {7, 7}}) {
            final byte[] expected = bytes.clone();
            System.arraycopy(bytes, move[0], expected, move[1], 25);
            buffer.putBytes(0, bytes);
            buffer.putBytes(move[1], buffer, move[0], 25);
            assertArrayEquals(expected, contents(buffer));
            buffer.putBytes(0, bytes);
            buffer.getBytes(move[0], buffer, move[1], 25);
            assertArrayEquals(expected, contents(buffer));
            final NioBuffer alias = NioBuffer.allocate(0);
            alias.wrap(buffer, 2, CAPACITY - 2);
            buffer.putBytes(0, bytes);
            buffer.putBytes(move[1] + 2, alias, move[0], 25);
            System.arraycopy(bytes, 0, expected, 0, CAPACITY);
            System.arraycopy(bytes, move[0] + 2, expected, move[1] + 2, 25);
            assertArrayEquals(expected, contents(buffer));
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldCopyEveryShortLengthAsThroughAThirdPlace(final NioBuffer buffer) {
        final byte[] bytes = counting(CAPACITY);
        for (int length = 0; length <= 20; length++) {
            for (int from = 0; from <= CAPACITY - length; from++) {
                final int to = CAPACITY - length - from;
                final byte[] expected = bytes.clone();
                System.arraycopy(bytes, from, expected, to, length);
                buffer.putBytes(0, bytes);
                buffer.putBytes(to, buffer, from, length);
                assertArrayEquals(expected, contents(buffer));
                buffer.putBytes(0, bytes);
                buffer.getBytes(from, buffer, to, length);
                assertArrayEquals(expected, contents(buffer));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldSeeTheSameMemoryWhenAViewIsWrapped(final NioBuffer buffer) {
        final NioBuffer view = NioBuffer.allocate(0);
        view.wrap(buffer, 7, 11);
        assertEquals(11, view.capacity());
        view.putLong(3, 42);
        assertEquals(42, buffer.getLong(10));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getLong(4));
        final NioBuffer inner = NioBuffer.allocate(0);
        inner.wrap(view, 3, 8);
        assertEquals(42, inner.getLong(0));
        assertThrows(IndexOutOfBoundsException.class, () -> inner.getByte(-1));
        view.wrap(buffer);
        assertEquals(buffer, view);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldFindEveryByteThroughTheAdjustment(final NioBuffer buffer) {
        buffer.putBytes(0, counting(CAPACITY));
        for (int i = 0; i < CAPACITY; i++) {
            final int index = i + buffer.wrapAdjustment();
            final byte there = buffer.byteArray() != null
                    ? buffer.byteArray()[index]
                    : buffer.byteBuffer().get(index);
            assertEquals(buffer.getByte(i), there);
        }
    }

    @Test
    void shouldRefuseRangesOutsideWhenWrapping() {
        final NioBuffer buffer = NioBuffer.allocate(4);
        for (final int[] range : new int[][] {{-1, 2}, {0, 9}, {8, 1}, {9, 0}, {4, -1}, {Integer.MAX_VALUE, 2}}) {
            assertThrows(IndexOutOfBoundsException.class, () -> buffer.wrap(new byte[8], range[0], range[1]));
            assertThrows(
                    IndexOutOfBoundsException.class, () -> buffer.wrap(ByteBuffer.allocate(8), range[0], range[1]));
            assertThrows(IndexOutOfBoundsException.class, () -> buffer.wrap(NioBuffer.allocate(8), range[0], range[1]));
        }
        assertEquals(4, buffer.capacity(), "a refused range changes nothing");
    }

    @Test
    void shouldRefuseNullWhenMadeOrWrapping() {
        final NioBuffer buffer = NioBuffer.allocate(4);
        assertThrows(InvalidValueException.class, () -> NioBuffer.wrapping((byte[]) null));
        assertThrows(InvalidValueException.class, () -> NioBuffer.wrapping((ByteBuffer) null));
        assertThrows(InvalidValueException.class, () -> buffer.wrap((byte[]) null));
        assertThrows(InvalidValueException.class, () -> buffer.wrap((byte[]) null, 0, 0));
        assertThrows(InvalidValueException.class, () -> buffer.wrap((ByteBuffer) null));
        assertThrows(InvalidValueException.class, () -> buffer.wrap((ByteBuffer) null, 0, 0));
        assertThrows(InvalidValueException.class, () -> buffer.wrap((DirectBuffer) null));
        assertThrows(InvalidValueException.class, () -> buffer.wrap((DirectBuffer) null, 0, 0));
        assertThrows(InvalidValueException.class, () -> NioBuffer.allocate(-1));
        assertThrows(InvalidValueException.class, () -> NioBuffer.allocateDirect(-1));
        assertThrows(InvalidValueException.class, () -> NioBuffer.allocateDirect(Integer.MAX_VALUE));
    }

    @Test
    void shouldHaveNoAddress() {
        final NioBuffer buffer = NioBuffer.allocateDirect(8);
        assertThrows(UnsupportedOperationException.class, buffer::addressOffset);
        assertThrows(UnsupportedOperationException.class, () -> buffer.wrap(4096L, 8));
        assertFalse(buffer.isExpandable());
    }

    @Test
    void shouldExposeWhatWasWrapped() {
        final byte[] array = new byte[8];
        final NioBuffer buffer = NioBuffer.wrapping(array);
        assertSame(array, buffer.byteArray());
        assertNull(buffer.byteBuffer());
        final ByteBuffer direct = ByteBuffer.allocateDirect(8);
        buffer.wrap(direct);
        assertNull(buffer.byteArray());
        assertSame(direct, buffer.byteBuffer());
        buffer.wrap(array);
        assertSame(array, buffer.byteArray());
        buffer.putByte(0, (byte) 9);
        assertEquals(9, array[0]);
    }

    @Test
    void shouldIgnoreTheLimitAndKeepItWhenAByteBufferIsWrapped() {
        final ByteBuffer wrapped = ByteBuffer.allocate(16).position(3).limit(5);
        final NioBuffer buffer = NioBuffer.wrapping(wrapped);
        buffer.putLong(8, 1, ByteOrder.BIG_ENDIAN);
        wrapped.limit(4);
        assertEquals(1, buffer.getLong(8, ByteOrder.BIG_ENDIAN));
        assertEquals(3, wrapped.position());
        assertEquals(4, wrapped.limit());
        assertEquals(ByteOrder.BIG_ENDIAN, wrapped.order());
    }

    @Test
    void shouldBeginAtAMultipleOfEightWhenAllocatedOutsideTheHeap() {
        for (final int capacity : new int[] {0, 1, 7, 8, 9, 63, 1_200}) {
            final NioBuffer buffer = NioBuffer.allocateDirect(capacity);
            assertEquals(capacity, buffer.capacity());
            assertTrue(buffer.byteBuffer().isDirect());
            assertEquals(0, buffer.byteBuffer().alignmentOffset(0, 8));
            assertEquals(capacity, buffer.byteBuffer().capacity());
        }
    }

    @Test
    void shouldRefuseWritesWhenTheMemoryIsReadOnly() {
        for (final ByteBuffer memory : List.of(ByteBuffer.allocate(16), ByteBuffer.allocateDirect(16))) {
            memory.putInt(1, 7);
            final NioBuffer buffer = NioBuffer.wrapping(memory.asReadOnlyBuffer());
            assertNull(buffer.byteArray());
            assertEquals(7, buffer.getInt(1, ByteOrder.BIG_ENDIAN));
            assertThrows(ReadOnlyBufferException.class, () -> buffer.putLong(0, 1));
            assertThrows(ReadOnlyBufferException.class, () -> buffer.putByte(0, (byte) 1));
            assertThrows(ReadOnlyBufferException.class, () -> buffer.setMemory(0, 16, (byte) 1));
            assertThrows(ReadOnlyBufferException.class, () -> buffer.setMemory(0, 3, (byte) 1));
            assertThrows(ReadOnlyBufferException.class, () -> buffer.putBytes(0, new byte[2]));
            assertThrows(ReadOnlyBufferException.class, () -> buffer.putBytes(0, NioBuffer.allocate(4), 0, 4));
            assertEquals(7, memory.getInt(1));
        }
    }

    @Test
    void shouldCheckLimits() {
        final NioBuffer buffer = NioBuffer.allocate(8);
        buffer.checkLimit(0);
        buffer.checkLimit(8);
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.checkLimit(9));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.checkLimit(-1));
    }

    @Test
    void shouldCompareByContents() {
        final byte[] bytes = counting(19);
        final NioBuffer heap = NioBuffer.wrapping(bytes);
        final NioBuffer direct = NioBuffer.wrapping(direct(bytes));
        assertEquals(heap, direct);
        assertEquals(Arrays.hashCode(bytes), heap.hashCode());
        assertEquals(heap.hashCode(), direct.hashCode());
        assertEquals(0, heap.compareTo(direct));
        for (int i = 0; i < bytes.length; i++) {
            direct.putByte(i, (byte) (bytes[i] ^ 1));
            assertNotEquals(heap, direct, "differs at " + i);
            assertEquals(Byte.compare(bytes[i], (byte) (bytes[i] ^ 1)) > 0, heap.compareTo(direct) > 0);
            assertTrue(heap.compareTo(direct) * direct.compareTo(heap) < 0);
            direct.putByte(i, bytes[i]);
        }
        final NioBuffer prefix = NioBuffer.allocate(0);
        prefix.wrap(bytes, 0, 18);
        assertNotEquals(heap, prefix);
        assertTrue(prefix.compareTo(heap) < 0);
        assertNotEquals(heap, (Object) "text");
        assertFalse(heap.toString().contains("@"), "no identity hash");
    }

    @Test
    void shouldCopyWithAForeignBufferWithoutAskingForAnAddress() {
        final byte[] array = counting(24);
        final MutableDirectBuffer foreign = new ForeignBuffer(array, null, 4, 16).asBuffer();
        final NioBuffer buffer = NioBuffer.allocate(0);
        buffer.wrap(direct(new byte[16]), 2, 10);
        buffer.putBytes(1, foreign, 2, 5);
        assertArrayEquals(
                new byte[] {0, array[6], array[7], array[8], array[9], array[10], 0, 0, 0, 0}, contents(buffer));
        buffer.putByte(1, GUARD);
        buffer.getBytes(1, foreign, 0, 2);
        assertEquals(GUARD, array[4]);
        assertEquals(array[7], array[5]);
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.putBytes(6, foreign, 0, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.getBytes(6, foreign, 0, 5));
        final NioBuffer readOnly = NioBuffer.wrapping(ByteBuffer.allocate(8).asReadOnlyBuffer());
        final DirectBuffer notToBeAsked = (DirectBuffer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DirectBuffer.class}, (proxy, method, args) -> {
                    throw new AssertionError("could write to read-only memory by its address: " + method);
                });
        assertThrows(ReadOnlyBufferException.class, () -> readOnly.putBytes(0, notToBeAsked, 0, 4));
    }

    @Test
    void shouldWrapAForeignBufferWhenItHasAnArray() {
        final byte[] array = counting(24);
        final DirectBuffer foreign = new ForeignBuffer(array, null, 4, 16).asBuffer();
        final NioBuffer buffer = NioBuffer.allocate(0);
        buffer.wrap(foreign, 2, 9);
        assertEquals(array[6], buffer.getByte(0));
        assertEquals(9, buffer.capacity());
        assertEquals(6, buffer.wrapAdjustment());
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.wrap(foreign, 8, 9));
    }

    @Test
    void shouldWrapAForeignBufferWhenItHasAByteBuffer() {
        final ByteBuffer memory = direct(counting(24));
        final NioBuffer buffer = NioBuffer.allocate(0);
        buffer.wrap(new ForeignBuffer(null, memory, 4, 16).asBuffer());
        assertEquals(memory.get(4), buffer.getByte(0));
        assertEquals(16, buffer.capacity());
        assertSame(memory, buffer.byteBuffer());
    }

    @Test
    void shouldRefuseAForeignBufferWhenOnlyAnAddressIsBehindIt() {
        final NioBuffer buffer = NioBuffer.allocate(0);
        final DirectBuffer foreign = new ForeignBuffer(null, null, 0, 16).asBuffer();
        final var error = assertThrows(InvalidValueException.class, () -> buffer.wrap(foreign));
        assertTrue(error.getMessage().startsWith("neither an array nor a ByteBuffer"), error.getMessage());
    }
}
