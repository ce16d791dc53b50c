package io.gossip.store;

import io.gossip.CodecException;
import io.gossip.GossipException;
import io.gossip.InvalidValueException;
import io.gossip.ValueCodec;
import io.gossip.store.chronicle.HeapBytes;
import java.util.function.Supplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesMarshallable;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Values that write and read themselves through Chronicle Bytes: types with explicit {@code writeMarshallable} and {@code
 * readMarshallable}. No reflection, no JVM flag; bytes are those that the type writes. Reads behind the end are errors,
 * and so are bytes left over. The first encode or decode of a process starts Chronicle, which takes about a second.
 *
 * <p>Any thread, if the type's own methods change nothing that is shared. Allocates the bytes anew at each call.
 *
 * @param <T> type of the value
 */
public final class MarshallableCodec<T extends BytesMarshallable> implements ValueCodec<T> {
    private static final int FIRST_CAPACITY = 256;

    private final Supplier<? extends T> instances;

    private MarshallableCodec(final Supplier<? extends T> instances) {
        this.instances = instances;
    }

    /**
     * @param instances makes a fresh instance to read into, for example a constructor
     * @param <T> type of the value, which overrides both methods of BytesMarshallable
     * @return the codec
     * @throws InvalidValueException when it is null
     */
    public static <T extends BytesMarshallable> MarshallableCodec<T> of(final Supplier<? extends T> instances) {
        return new MarshallableCodec<>(Arguments.notNull(instances, "instances"));
    }

    @Override
    public int encodedLength(final T value) {
        final Bytes<byte[]> bytes = written(value);
        try {
            return Math.toIntExact(bytes.readRemaining());
        } finally {
            bytes.releaseLast();
        }
    }

    @Override
    public void encode(final T value, final MutableDirectBuffer buffer, final int offset) {
        Arguments.notNull(buffer, "buffer");
        final Bytes<byte[]> bytes = written(value);
        try {
            final int length = Math.toIntExact(bytes.readRemaining());
            if (!buffer.isExpandable()) {
                Arguments.inRange(offset, 0, buffer.capacity() - length, "offset");
            }
            buffer.putBytes(offset, bytes.underlyingObject(), 0, length);
        } finally {
            bytes.releaseLast();
        }
    }

    private Bytes<byte[]> written(final T value) {
        Arguments.notNull(value, "value");
        final Bytes<byte[]> bytes = HeapBytes.elastic(FIRST_CAPACITY);
        try {
            value.writeMarshallable(bytes);
            return bytes;
        } catch (final GossipException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new InvalidValueException(
                    "does not write itself, type=" + value.getClass().getName(), e);
        }
    }

    @Override
    public T decode(final DirectBuffer buffer, final int offset, final int length) {
        final int capacity = Arguments.notNull(buffer, "buffer").capacity();
        Arguments.inRange(offset, 0, capacity, "offset");
        Arguments.inRange(length, 0, capacity - offset, "length");
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        final T value = instances.get();
        if (value == null) {
            throw new CodecException("supplier gave no instance to read into, instance=null");
        }
        final Bytes<byte[]> bytes = HeapBytes.reading(copy);
        try {
            read(value, bytes, length);
        } finally {
            bytes.releaseLast();
        }
        return value;
    }

    private void read(final T value, final Bytes<byte[]> bytes, final int length) {
        final String type = value.getClass().getName();
        try {
            value.readMarshallable(bytes);
        } catch (final RuntimeException | AssertionError e) {
            throw new CodecException("bytes are no such value, type=" + type + " length=" + length, e);
        }
        final long left = bytes.readRemaining();
        if (left != 0) {
            throw new CodecException("bytes left over, type=" + type + " length=" + length + " left=" + left);
        }
    }
}
