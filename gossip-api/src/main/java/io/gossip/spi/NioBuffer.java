package io.gossip.spi;

import io.gossip.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Agrona's buffer contract over a {@link ByteBuffer} or an array, with nothing but the JDK's public API underneath: it
 * needs no JVM flag and prints no warning. It differs from Agrona's own buffers in this:
 *
 * <ul>
 *   <li>every access is checked, always: outside of the buffer (and outside of the limit of a ByteBuffer that is copied
 *       from or to) is an {@link IndexOutOfBoundsException}, also for negative lengths and for ranges to wrap;
 *   <li>there is no raw memory: {@link #addressOffset} and {@link #wrap(long, int)} are not supported, so code that
 *       copies by address ({@code UnsafeBuffer.putBytes} from this) must take {@link #byteBuffer} instead;
 *   <li>writing over a read-only ByteBuffer is a {@link ReadOnlyBufferException}.
 * </ul>
 *
 * As the contract says: methods without a byte order use the platform's, the order, position and limit of a wrapped
 * ByteBuffer play no part, and copying moves the position of a ByteBuffer only when no index for it is given.
 *
 * <p>Not thread-safe: plain accesses, and {@code wrap} is not atomic. Allocating are: the factories, {@code wrap} of an
 * array or ByteBuffer other than the last one (wrapping another NioBuffer never allocates), methods that return or put
 * a {@code String} in UTF-8, and {@link #toString}.
 */
public final class NioBuffer extends TextView {
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    private static final int ALIGNMENT = Long.BYTES;
    private static final int MAX_DIRECT_CAPACITY = Integer.MAX_VALUE - 2 * ALIGNMENT;
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

    // Never handed out: its limit stays at its capacity and its order is the platform's, whatever the owner of the
    // wrapped
    // buffer does to his. Its own accessors, and not a view by VarHandle: for that compilers do not know whether the
    // memory
    // is on the heap, so they order it with all accesses around and load everything anew each time.
    private ByteBuffer memory;
    private ByteBuffer wrapped;
    private int base;
    private int capacity;

    private NioBuffer(final ByteBuffer memory, final ByteBuffer wrapped) {
        this.memory = memory;
        this.wrapped = wrapped;
        this.capacity = memory.capacity();
    }

    /**
     * @param capacity bytes, from 0
     * @return a zeroed buffer on the heap
     * @throws InvalidValueException when the capacity is negative
     */
    public static NioBuffer allocate(final int capacity) {
        return wrapping(ByteBuffer.allocate(checkedCapacity(capacity, Integer.MAX_VALUE)));
    }

    /**
     * @param capacity bytes, from 0
     * @return a zeroed buffer outside the heap that begins at a multiple of 8; freed when it is no longer reachable
     * @throws InvalidValueException when the capacity is negative or within 16 of the largest int
     */
    public static NioBuffer allocateDirect(final int capacity) {
        checkedCapacity(capacity, MAX_DIRECT_CAPACITY);
        // An aligned slice also ends at a multiple: room to lose at both ends, then cut to the size asked for.
        return wrapping(ByteBuffer.allocateDirect(capacity + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, capacity));
    }

    /**
     * @param array shared, not copied
     * @return a view of the whole array
     * @throws InvalidValueException when it is null
     */
    public static NioBuffer wrapping(final byte[] array) {
        return new NioBuffer(ByteBuffer.wrap(notNull(array, "array")).order(NATIVE), null);
    }

    /**
     * @param buffer shared, not copied; its position, limit and order are neither used nor changed
     * @return a view of all of it, from 0 to its capacity
     * @throws InvalidValueException when it is null
     */
    public static NioBuffer wrapping(final ByteBuffer buffer) {
        return new NioBuffer(own(notNull(buffer, "buffer")), buffer);
    }

    private static ByteBuffer own(final ByteBuffer buffer) {
        return buffer.duplicate().clear().order(NATIVE);
    }

    private static int checkedCapacity(final int capacity, final int max) {
        if (capacity < 0 || capacity > max) {
            throw new InvalidValueException("out of range [0, " + max + "], capacity=" + capacity);
        }
        return capacity;
    }

    private static <T> T notNull(final T value, final String name) {
        if (value == null) {
            throw new InvalidValueException("must not be null, " + name + "=null");
        }
        return value;
    }

    @Override
    public void wrap(final byte[] buffer) {
        wrap(buffer, 0, notNull(buffer, "buffer").length);
    }

    @Override
    public void wrap(final byte[] buffer, final int offset, final int length) {
        check(offset, length, notNull(buffer, "buffer").length);
        attach(buffer, offset, length);
    }

    @Override
    public void wrap(final ByteBuffer buffer) {
        wrap(buffer, 0, notNull(buffer, "buffer").capacity());
    }

    @Override
    public void wrap(final ByteBuffer buffer, final int offset, final int length) {
        check(offset, length, notNull(buffer, "buffer").capacity());
        attach(buffer, offset, length);
    }

    @Override
    public void wrap(final DirectBuffer buffer) {
        wrap(buffer, 0, notNull(buffer, "buffer").capacity());
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidValueException when the buffer is null, or has neither an array nor a ByteBuffer behind it
     */
    @Override
    public void wrap(final DirectBuffer buffer, final int offset, final int length) {
        check(offset, length, notNull(buffer, "buffer").capacity());
        if (buffer instanceof NioBuffer that) {
            set(that.memory, that.wrapped, that.base + offset, length);
        } else if (buffer.byteArray() != null) {
            final int begin = buffer.wrapAdjustment() + offset;
            check(begin, length, buffer.byteArray().length);
            attach(buffer.byteArray(), begin, length);
        } else if (buffer.byteBuffer() != null) {
            final int begin = buffer.wrapAdjustment() + offset;
            check(begin, length, buffer.byteBuffer().capacity());
            attach(buffer.byteBuffer(), begin, length);
        } else {
            throw new InvalidValueException("neither an array nor a ByteBuffer behind it, buffer="
                    + buffer.getClass().getName());
        }
    }

    private void attach(final byte[] array, final int offset, final int length) {
        final boolean same = wrapped == null && memory.array() == array;
        set(same ? memory : ByteBuffer.wrap(array).order(NATIVE), null, offset, length);
    }

    private void attach(final ByteBuffer buffer, final int offset, final int length) {
        final boolean same = wrapped == buffer;
        set(same ? memory : own(buffer), buffer, offset, length);
    }

    private void set(final ByteBuffer newMemory, final ByteBuffer newWrapped, final int offset, final int length) {
        memory = newMemory;
        wrapped = newWrapped;
        base = offset;
        capacity = length;
    }

    /** Not supported: there is no raw memory here. */
    @Override
    public void wrap(final long address, final int length) {
        throw new UnsupportedOperationException("cannot wrap raw memory, address=" + address + " length=" + length);
    }

    /** Not supported: there is no raw memory here. */
    @Override
    public long addressOffset() {
        throw new UnsupportedOperationException("has no address: use byteArray() or byteBuffer(), buffer=" + this);
    }

    /** {@inheritDoc} Null for memory outside the heap and for read-only memory. */
    @Override
    public byte[] byteArray() {
        return memory.hasArray() ? memory.array() : null;
    }

    /** {@inheritDoc} Null when an array was wrapped. */
    @Override
    public ByteBuffer byteBuffer() {
        return wrapped;
    }

    /** {@inheritDoc} Relative to {@link #byteArray} if there is one, else to {@link #byteBuffer}. */
    @Override
    public int wrapAdjustment() {
        return memory.hasArray() ? memory.arrayOffset() + base : base;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public boolean isExpandable() {
        return false;
    }

    @Override
    public void checkLimit(final int limit) {
        check(0, limit, capacity);
    }

    @Override
    public void boundsCheck(final int index, final int length) {
        check(index, length, capacity);
    }

    private static void check(final int index, final int length, final int capacity) {
        // Neither side can overflow once both are known not to be negative.
        if ((index | length) < 0 || length > capacity - index) {
            throw outOfBounds(index, length, capacity);
        }
    }

    private static IndexOutOfBoundsException outOfBounds(final int index, final int length, final int capacity) {
        return new IndexOutOfBoundsException(
                "out of bounds, index=" + index + " length=" + length + " capacity=" + capacity);
    }

    /** Place in the memory of a checked range. */
    private int at(final int index, final int length) {
        check(index, length, capacity);
        return base + index;
    }

    /** The same for a number: its length of 1 to 8 bytes needs no look. */
    private int place(final int index, final int length) {
        if (index < 0 || index > capacity - length) {
            throw outOfBounds(index, length, capacity);
        }
        return base + index;
    }

    @Override
    public byte getByte(final int index) {
        return memory.get(place(index, Byte.BYTES));
    }

    @Override
    public void putByte(final int index, final byte value) {
        memory.put(place(index, Byte.BYTES), value);
    }

    @Override
    public long getLong(final int index) {
        return memory.getLong(place(index, Long.BYTES));
    }

    @Override
    public long getLong(final int index, final ByteOrder byteOrder) {
        final long bits = getLong(index);
        return byteOrder == NATIVE ? bits : Long.reverseBytes(bits);
    }

    @Override
    public void putLong(final int index, final long value) {
        memory.putLong(place(index, Long.BYTES), value);
    }

    @Override
    public void putLong(final int index, final long value, final ByteOrder byteOrder) {
        putLong(index, byteOrder == NATIVE ? value : Long.reverseBytes(value));
    }

    @Override
    public int getInt(final int index) {
        return memory.getInt(place(index, Integer.BYTES));
    }

    @Override
    public int getInt(final int index, final ByteOrder byteOrder) {
        final int bits = getInt(index);
        return byteOrder == NATIVE ? bits : Integer.reverseBytes(bits);
    }

    @Override
    public void putInt(final int index, final int value) {
        memory.putInt(place(index, Integer.BYTES), value);
    }

    @Override
    public void putInt(final int index, final int value, final ByteOrder byteOrder) {
        putInt(index, byteOrder == NATIVE ? value : Integer.reverseBytes(value));
    }

    @Override
    public short getShort(final int index) {
        return memory.getShort(place(index, Short.BYTES));
    }

    @Override
    public short getShort(final int index, final ByteOrder byteOrder) {
        final short bits = getShort(index);
        return byteOrder == NATIVE ? bits : Short.reverseBytes(bits);
    }

    @Override
    public void putShort(final int index, final short value) {
        memory.putShort(place(index, Short.BYTES), value);
    }

    @Override
    public void putShort(final int index, final short value, final ByteOrder byteOrder) {
        putShort(index, byteOrder == NATIVE ? value : Short.reverseBytes(value));
    }

    @Override
    public char getChar(final int index) {
        return memory.getChar(place(index, Character.BYTES));
    }

    @Override
    public char getChar(final int index, final ByteOrder byteOrder) {
        final char bits = getChar(index);
        return byteOrder == NATIVE ? bits : Character.reverseBytes(bits);
    }

    @Override
    public void putChar(final int index, final char value) {
        memory.putChar(place(index, Character.BYTES), value);
    }

    @Override
    public void putChar(final int index, final char value, final ByteOrder byteOrder) {
        putChar(index, byteOrder == NATIVE ? value : Character.reverseBytes(value));
    }

    @Override
    public double getDouble(final int index) {
        return Double.longBitsToDouble(getLong(index));
    }

    @Override
    public double getDouble(final int index, final ByteOrder byteOrder) {
        return Double.longBitsToDouble(getLong(index, byteOrder));
    }

    @Override
    public void putDouble(final int index, final double value) {
        putLong(index, Double.doubleToRawLongBits(value));
    }

    @Override
    public void putDouble(final int index, final double value, final ByteOrder byteOrder) {
        putLong(index, Double.doubleToRawLongBits(value), byteOrder);
    }

    @Override
    public float getFloat(final int index) {
        return Float.intBitsToFloat(getInt(index));
    }

    @Override
    public float getFloat(final int index, final ByteOrder byteOrder) {
        return Float.intBitsToFloat(getInt(index, byteOrder));
    }

    @Override
    public void putFloat(final int index, final float value) {
        putInt(index, Float.floatToRawIntBits(value));
    }

    @Override
    public void putFloat(final int index, final float value, final ByteOrder byteOrder) {
        putInt(index, Float.floatToRawIntBits(value), byteOrder);
    }

    @Override
    public void setMemory(final int index, final int length, final byte value) {
        final int begin = at(index, length);
        if (memory.hasArray()) {
            final int from = memory.arrayOffset() + begin;
            Arrays.fill(memory.array(), from, from + length, value);
            return;
        }
        final long word = (value & 0xFFL) * EVERY_BYTE;
        int i = begin;
        for (; i <= begin + length - Long.BYTES; i += Long.BYTES) {
            memory.putLong(i, word);
        }
        for (; i < begin + length; i++) {
            memory.put(i, value);
        }
    }

    @Override
    public void getBytes(final int index, final byte[] dst) {
        getBytes(index, dst, 0, dst.length);
    }

    @Override
    public void getBytes(final int index, final byte[] dst, final int offset, final int length) {
        memory.get(at(index, length), dst, offset, length);
    }

    /** {@inheritDoc} Overlapping ranges of the same memory are copied as if through a third place. */
    @Override
    public void getBytes(final int index, final MutableDirectBuffer dstBuffer, final int dstIndex, final int length) {
        final int begin = at(index, length);
        if (dstBuffer instanceof NioBuffer that) {
            copy(memory, begin, that.memory, that.at(dstIndex, length), length);
        } else {
            // Not by putBytes(int, DirectBuffer, ...): Agrona's own buffers would ask for an address.
            dstBuffer.putBytes(dstIndex, memory, begin, length);
        }
    }

    @Override
    public void getBytes(final int index, final ByteBuffer dstBuffer, final int length) {
        final int position = dstBuffer.position();
        getBytes(index, dstBuffer, position, length);
        dstBuffer.position(position + length);
    }

    @Override
    public void getBytes(final int index, final ByteBuffer dstBuffer, final int dstOffset, final int length) {
        dstBuffer.put(dstOffset, memory, at(index, length), length);
    }

    @Override
    public void putBytes(final int index, final byte[] src) {
        putBytes(index, src, 0, src.length);
    }

    @Override
    public void putBytes(final int index, final byte[] src, final int offset, final int length) {
        memory.put(at(index, length), src, offset, length);
    }

    @Override
    public void putBytes(final int index, final ByteBuffer srcBuffer, final int length) {
        final int position = srcBuffer.position();
        putBytes(index, srcBuffer, position, length);
        srcBuffer.position(position + length);
    }

    @Override
    public void putBytes(final int index, final ByteBuffer srcBuffer, final int srcIndex, final int length) {
        memory.put(at(index, length), srcBuffer, srcIndex, length);
    }

    /** {@inheritDoc} Overlapping ranges of the same memory are copied as if through a third place. */
    @Override
    public void putBytes(final int index, final DirectBuffer srcBuffer, final int srcIndex, final int length) {
        final int begin = at(index, length);
        if (srcBuffer instanceof NioBuffer that) {
            copy(that.memory, that.at(srcIndex, length), memory, begin, length);
        } else if (memory.isReadOnly()) {
            // A buffer that copies by address would not notice.
            throw new ReadOnlyBufferException();
        } else {
            srcBuffer.getBytes(srcIndex, memory, begin, length);
        }
    }

    /**
     * Short ranges by two words, which overlap when there are fewer bytes: faster than the call that copies any range.
     * Both are read before the first is written, so ranges may overlap, too.
     */
    private static void copy(
            final ByteBuffer from, final int fromIndex, final ByteBuffer to, final int toIndex, final int length) {
        if (length >= Integer.BYTES && length <= Long.BYTES) {
            final int last = length - Integer.BYTES;
            final int head = from.getInt(fromIndex);
            final int tail = from.getInt(fromIndex + last);
            to.putInt(toIndex, head);
            to.putInt(toIndex + last, tail);
        } else if (length > Long.BYTES && length <= 2 * Long.BYTES) {
            final int last = length - Long.BYTES;
            final long head = from.getLong(fromIndex);
            final long tail = from.getLong(fromIndex + last);
            to.putLong(toIndex, head);
            to.putLong(toIndex + last, tail);
        } else {
            to.put(toIndex, from, fromIndex, length);
        }
    }

    /** Whether the other one is a NioBuffer of the same bytes, wherever they are. */
    @Override
    public boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof NioBuffer that) || capacity != that.capacity) {
            return false;
        }
        int i = 0;
        for (; i <= capacity - Long.BYTES; i += Long.BYTES) {
            if (getLong(i) != that.getLong(i)) {
                return false;
            }
        }
        for (; i < capacity; i++) {
            if (getByte(i) != that.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    /** That of an array of the same bytes; changes with them. */
    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < capacity; i++) {
            hash = 31 * hash + getByte(i);
        }
        return hash;
    }

    /** Orders like Agrona's own buffers: by bytes, signed, from the first on; a prefix comes before the longer one. */
    @Override
    public int compareTo(final DirectBuffer other) {
        final int common = Math.min(capacity, other.capacity());
        for (int i = 0; i < common; i++) {
            final int byByte = Byte.compare(getByte(i), other.getByte(i));
            if (byByte != 0) {
                return byByte;
            }
        }
        return Integer.compare(capacity, other.capacity());
    }

    @Override
    public String toString() {
        return "NioBuffer[capacity=" + capacity + ", direct=" + memory.isDirect() + "]";
    }
}
