package io.gossip.cli.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Frames on a connection. Each side first sends four bytes, {@code G S P} and its version of what follows; then
 *
 * <pre>
 *   0        1                5
 *  +--------+----------------+---------------------------------------+
 *  | kind   | length (u32 BE)| fields: length (u32 BE), bytes; ...   |
 *  +--------+----------------+---------------------------------------+
 * </pre>
 *
 * A frame holds at most {@value #MAX_LENGTH} bytes of fields, which bounds what a connection can make the other side
 * hold. One thread.
 */
final class FrameChannel implements Closeable {
    /** Version of the frames and of everything that is said in them. */
    static final byte VERSION = 1;

    /** Room for a value of 64 KiB, its key and its owner. */
    static final int MAX_LENGTH = 128 << 10;

    private static final int PREAMBLE_LENGTH = 4;
    private static final int HEADER_LENGTH = 5;

    private final TimedChannel channel;

    FrameChannel(final SocketChannel channel) throws IOException {
        this.channel = new TimedChannel(channel);
    }

    /** From now on, everything must be done within that time. */
    void within(final Duration time) {
        channel.within(time);
    }

    void sendPreamble() throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {'G', 'S', 'P', VERSION}));
    }

    /** @throws ControlException when the other side is something else, or of another version */
    void receivePreamble() throws IOException {
        final ByteBuffer preamble = ByteBuffer.allocate(PREAMBLE_LENGTH);
        channel.read(preamble);
        if (preamble.get(0) != 'G' || preamble.get(1) != 'S' || preamble.get(2) != 'P') {
            throw new ControlException("not a gossip control connection");
        }
        if (preamble.get(3) != VERSION) {
            throw new ControlException("the other side is of another version, version=" + (preamble.get(3) & 0xFF)
                    + " expected=" + VERSION);
        }
    }

    /** @throws ControlException when the fields are too long for one frame */
    void send(final FrameKind kind, final FieldWriter fields) throws IOException {
        if (fields.length() > MAX_LENGTH) {
            throw new ControlException("too long, length=" + fields.length() + " limit=" + MAX_LENGTH);
        }
        final ByteBuffer frame = ByteBuffer.allocate(HEADER_LENGTH + fields.length());
        frame.put(kind.code()).putInt(fields.length());
        fields.writeTo(frame);
        channel.write(frame.flip());
    }

    /** @throws ControlException when what comes is no frame */
    Received receive() throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
        channel.read(header);
        final FrameKind kind = FrameKind.of(header.get(0));
        final int length = header.getInt(1);
        if (length < 0 || length > MAX_LENGTH) {
            throw new ControlException("frame too long, length=" + (length & 0xFFFF_FFFFL) + " limit=" + MAX_LENGTH);
        }
        final ByteBuffer payload = ByteBuffer.allocate(length);
        channel.read(payload);
        return new Received(kind, new FieldReader(payload.flip()));
    }

    /** One frame that came in. */
    record Received(FrameKind kind, FieldReader fields) {}

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
