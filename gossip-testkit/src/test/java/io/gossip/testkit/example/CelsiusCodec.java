package io.gossip.testkit.example;

import io.gossip.CodecException;
import io.gossip.ValueCodec;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A codec of a user: a byte that names the format, and four bytes of number. */
final class CelsiusCodec implements ValueCodec<Celsius> {
    private static final int LENGTH = 5;
    private static final byte FORMAT = 1;

    @Override
    public int encodedLength(final Celsius value) {
        return LENGTH;
    }

    @Override
    public void encode(final Celsius value, final MutableDirectBuffer buffer, final int offset) {
        buffer.putByte(offset, FORMAT);
        buffer.putInt(offset + 1, value.milli(), ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Celsius decode(final DirectBuffer buffer, final int offset, final int length) {
        if (length != LENGTH || buffer.getByte(offset) != FORMAT) {
            throw new CodecException("no temperature, length=" + length);
        }
        return new Celsius(buffer.getInt(offset + 1, ByteOrder.LITTLE_ENDIAN));
    }
}
