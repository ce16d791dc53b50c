package io.gossip.transport.udp;

import io.gossip.NodeAddress;
import io.gossip.transport.udp.frame.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.agrona.DirectBuffer;

/** One connection to a peer, which carries messages there and nothing back. Driving thread only. */
final class OutgoingConnection implements ReadyListener {
    private final OutgoingConnections owner;
    private final ReliableParts parts;
    private final NodeAddress destination;
    private final SocketChannel channel;
    private final FrameWriter writer;
    private SelectionKey key;
    private boolean isConnected;
    private boolean isEnded;
    private long sinceNs;

    OutgoingConnection(
            final OutgoingConnections owner,
            final ReliableParts parts,
            final NodeAddress destination,
            final SocketChannel channel) {
        this.owner = owner;
        this.parts = parts;
        this.destination = destination;
        this.channel = channel;
        this.writer = new FrameWriter(parts.memory(), parts.config().queueLength());
    }

    NodeAddress destination() {
        return destination;
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isEnded() {
        return isEnded;
    }

    /** @return bytes that wait here */
    int queuedLength() {
        return writer.length();
    }

    /** @return whether it could be closed and nothing would be missed */
    boolean isIdle() {
        return isConnected && writer.isEmpty();
    }

    /** @param watched its key; @param isOpen whether the peer has answered already */
    void begin(final SelectionKey watched, final boolean isOpen, final long nowNs) {
        key = watched;
        sinceNs = nowNs;
        if (isOpen) {
            onConnected(nowNs);
        }
    }

    private void onConnected(final long nowNs) {
        isConnected = true;
        sinceNs = nowNs;
        key.interestOps(SelectionKey.OP_READ);
    }

    boolean tryBegin() {
        return writer.tryBegin();
    }

    /** @return false when too much waits already */
    boolean tryAdd(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (isIdle()) {
            sinceNs = nowNs;
        }
        return writer.tryAdd(buffer, offset, length);
    }

    /** @return when it is to be ended; moves on only while something moves */
    long deadlineNs() {
        if (!isConnected) {
            return sinceNs + parts.config().connectTimeout().toNanos();
        }
        return sinceNs
                + (writer.isEmpty()
                                ? parts.config().idleTimeout()
                                : parts.config().stallTimeout())
                        .toNanos();
    }

    @Override
    public void onReady(final int operations, final long nowNs) {
        if (isEnded) {
            return;
        }
        try {
            if (!isConnected && channel.finishConnect()) {
                onConnected(nowNs);
            }
        } catch (final IOException e) {
            owner.end(this, UdpCounter.CONNECTIONS_FAILED);
            return;
        }
        if ((operations & SelectionKey.OP_READ) != 0 && !isPeerThere()) {
            owner.end(this, null);
            return;
        }
        flush(nowNs);
        if (!isEnded) {
            owner.watch(this);
        }
    }

    /** Nothing is to be read but the end: a peer that has closed is noticed before a message is wasted on it. */
    boolean isPeerThere() {
        try {
            return channel.read(parts.staging().clear()) == 0;
        } catch (final IOException e) {
            return false;
        }
    }

    /** Writes what the network takes; the connection may end by it. */
    void flush(final long nowNs) {
        if (!isConnected) {
            return;
        }
        try {
            write(nowNs);
            key.interestOps(writer.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (final IOException e) {
            owner.end(this, UdpCounter.CONNECTIONS_FAILED);
        }
    }

    private void write(final long nowNs) throws IOException {
        final ByteBuffer staging = parts.staging();
        while (!writer.isEmpty()) {
            staging.clear();
            writer.copyTo(staging);
            staging.flip();
            final int written = channel.write(staging);
            if (written > 0) {
                sinceNs = nowNs;
                writer.remove(written);
            }
            if (staging.hasRemaining()) {
                return;
            }
        }
    }

    void end() {
        isEnded = true;
        writer.release();
    }
}
