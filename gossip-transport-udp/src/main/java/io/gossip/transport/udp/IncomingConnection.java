package io.gossip.transport.udp;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.transport.udp.frame.FrameReader;
import io.gossip.transport.udp.frame.FrameVerdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection from a peer, or from whoever found the port. It is read only while no complete message waits in it: what
 * the driver does not take stays with the sender. Driving thread only.
 */
final class IncomingConnection implements ReadyListener {
    private final IncomingConnections owner;
    private final ReliableParts parts;
    private final SocketChannel channel;
    private final NodeAddress source;
    private final FrameReader reader;
    private boolean isWaiting;
    private boolean isEnded;
    private boolean isTrusted;
    private long sinceNs;

    IncomingConnection(
            final IncomingConnections owner,
            final ReliableParts parts,
            final SocketChannel channel,
            final NodeAddress source,
            final long nowNs) {
        this.owner = owner;
        this.parts = parts;
        this.channel = channel;
        this.source = source;
        this.reader = new FrameReader(parts.memory(), parts.config().maxLength());
        this.sinceNs = nowNs;
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isEnded() {
        return isEnded;
    }

    /** @return whether a complete message waits to be polled */
    boolean isWaiting() {
        return isWaiting;
    }

    /** @return whether it has ever brought a message */
    boolean isTrusted() {
        return isTrusted;
    }

    /** @return when it is to be ended; bytes alone do not put it off, whole messages do */
    long deadlineNs() {
        return sinceNs
                + (reader.isWithinFrame()
                        ? parts.config().frameTimeout().toNanos()
                        : 2 * parts.config().idleTimeout().toNanos());
    }

    boolean isWithinFrame() {
        return reader.isWithinFrame();
    }

    @Override
    public void onReady(final int operations, final long nowNs) {
        if (isEnded || isWaiting || (operations & SelectionKey.OP_READ) == 0) {
            return;
        }
        final boolean isFirstOfFrame = !reader.isWithinFrame();
        final ByteBuffer staging = parts.staging().clear();
        final int count = read(staging);
        if (count < 0) {
            return;
        }
        if (isFirstOfFrame && count > 0) {
            sinceNs = nowNs;
        }
        if (reader.tryAdd(staging.flip())) {
            judge();
        } else {
            owner.end(this, UdpCounter.FRAMES_OUT_OF_MEMORY);
        }
    }

    /** @return bytes read; -1 when the connection is over, and ended */
    private int read(final ByteBuffer staging) {
        try {
            final int count = channel.read(staging);
            if (count < 0) {
                owner.end(this, null);
            }
            return count;
        } catch (final IOException e) {
            owner.end(this, UdpCounter.CONNECTIONS_FAILED);
            return -1;
        }
    }

    private void judge() {
        final FrameVerdict verdict = reader.verdict();
        isWaiting = verdict == FrameVerdict.COMPLETE;
        switch (verdict) {
            case COMPLETE -> owner.onComplete(this);
            case STRANGER -> owner.end(this, UdpCounter.STRANGERS_REFUSED);
            case TOO_LONG -> owner.end(this, UdpCounter.FRAMES_TOO_LONG);
            case INCOMPLETE -> owner.onIncomplete(this);
        }
    }

    /** Hands over the message that waits, and looks whether there is another. */
    void handOver(final PacketHandler handler, final long nowNs) {
        isTrusted = true;
        sinceNs = nowNs;
        parts.counters().add(UdpCounter.MESSAGES_RECEIVED, UdpCounter.MESSAGE_BYTES_RECEIVED, reader.length());
        try {
            handler.onPacket(Lane.RELIABLE, source, reader.buffer(), reader.offset(), reader.length());
        } finally {
            reader.removeFrame();
            judge();
        }
    }

    void end() {
        isEnded = true;
        reader.release();
    }
}
