package io.gossip.testkit.laws;

import io.gossip.StoreKey;
import io.gossip.ValueCodec;
import io.gossip.spi.NioBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codecs with one mistake each, as laws to be run. */
final class BrokenCodecs {
    private BrokenCodecs() {}

    /** Encodes as it should. */
    private static class Sound implements ValueCodec<Long> {
        private final ValueCodec<Long> sound = StoreKey.int64("key").codec();

        @Override
        public int encodedLength(final Long value) {
            return sound.encodedLength(value);
        }

        @Override
        public void encode(final Long value, final MutableDirectBuffer buffer, final int offset) {
            sound.encode(value, buffer, offset);
        }

        @Override
        public Long decode(final DirectBuffer buffer, final int offset, final int length) {
            return sound.decode(buffer, offset, length);
        }
    }

    private abstract static class Laws implements CodecLaws<Long> {
        @Override
        @Provide
        public Arbitrary<Long> values() {
            return Arbitraries.longs();
        }
    }

    /** Writes one byte behind its value. */
    static final class OneByteTooMany extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public void encode(final Long value, final MutableDirectBuffer buffer, final int offset) {
                    super.encode(value, buffer, offset);
                    if (buffer.capacity() > offset + Long.BYTES) {
                        buffer.putByte(offset + Long.BYTES, (byte) 1);
                    }
                }
            };
        }
    }

    /** Says that it needs more than it writes. */
    static final class OneByteTooFew extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public int encodedLength(final Long value) {
                    return super.encodedLength(value) + 1;
                }

                @Override
                public Long decode(final DirectBuffer buffer, final int offset, final int length) {
                    return super.decode(buffer, offset, Long.BYTES);
                }
            };
        }
    }

    /** Writes at the beginning of the buffer. */
    static final class WithoutOffset extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public void encode(final Long value, final MutableDirectBuffer buffer, final int offset) {
                    super.encode(value, buffer, 0);
                }
            };
        }
    }

    /** Loses the upper half. */
    static final class Narrow extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public void encode(final Long value, final MutableDirectBuffer buffer, final int offset) {
                    super.encode((long) value.intValue(), buffer, offset);
                }
            };
        }
    }

    /** Gives null for what it does not understand. */
    static final class Nullable extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public Long decode(final DirectBuffer buffer, final int offset, final int length) {
                    return length == Long.BYTES ? super.decode(buffer, offset, length) : null;
                }
            };
        }
    }

    /** Fails with an error of the JVM. */
    static final class Erroneous extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public Long decode(final DirectBuffer buffer, final int offset, final int length) {
                    if (length != Long.BYTES) {
                        throw new StackOverflowError("too deep");
                    }
                    return super.decode(buffer, offset, length);
                }
            };
        }
    }

    /** Reads what lies before its bytes. */
    static final class Prying extends Laws {
        @Override
        public ValueCodec<Long> codec() {
            return new Sound() {
                @Override
                public Long decode(final DirectBuffer buffer, final int offset, final int length) {
                    final long value = super.decode(buffer, offset, length);
                    return offset > 0 ? value ^ buffer.getByte(offset - 1) : value;
                }
            };
        }
    }

    /** Number whose digits are read when somebody asks for them. */
    private static final class Lazy {
        private final DirectBuffer buffer;
        private final int offset;

        Lazy(final DirectBuffer buffer, final int offset) {
            this.buffer = buffer;
            this.offset = offset;
        }

        long value() {
            return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Gives a value that is a window on the buffer. */
    static final class Clinging implements CodecLaws<Lazy> {
        @Override
        public ValueCodec<Lazy> codec() {
            return new ValueCodec<>() {
                @Override
                public int encodedLength(final Lazy value) {
                    return Long.BYTES;
                }

                @Override
                public void encode(final Lazy value, final MutableDirectBuffer buffer, final int offset) {
                    buffer.putLong(offset, value.value(), ByteOrder.LITTLE_ENDIAN);
                }

                @Override
                public Lazy decode(final DirectBuffer buffer, final int offset, final int length) {
                    return new Lazy(buffer, offset);
                }
            };
        }

        @Override
        @Provide
        public Arbitrary<Lazy> values() {
            return Arbitraries.bytes()
                    .array(byte[].class)
                    .ofSize(Long.BYTES)
                    .map(bytes -> new Lazy(NioBuffer.wrapping(bytes), 0));
        }

        @Override
        public boolean isSame(final Lazy a, final Lazy b) {
            return a.value() == b.value();
        }
    }
}
