package io.gossip.bench.ping;

import io.gossip.spi.NioBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** A datagram channel for any number of peers, as little as one needs of it; a selector where it waits. */
final class ChannelEnd implements PingEnd {
    private static final int LONGEST = 2_048;
    private static final long WAIT_MS = 100;

    private final DatagramChannel channel;
    /** Null when it spins. */
    private final Selector selector;

    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(LONGEST);
    private final DirectBuffer received = NioBuffer.wrapping(incoming);
    private final Consumer<SelectionKey> nothing = key -> {};
    private InetSocketAddress peer;

    ChannelEnd(final boolean isSpinning) throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getByName(PingVariant.HOST), 0));
        channel.configureBlocking(false);
        selector = isSpinning ? null : Selector.open();
        if (selector != null) {
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    @Override
    public int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public void connect(final int port) {
        peer = new InetSocketAddress(PingVariant.HOST, port);
    }

    @Override
    public boolean trySend(final DirectBuffer buffer, final int offset, final int length) {
        outgoing.clear();
        buffer.getBytes(offset, outgoing, 0, length);
        outgoing.limit(length);
        try {
            return channel.send(outgoing, peer) == length;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int poll(final Handler handler) {
        incoming.clear();
        try {
            if (channel.receive(incoming) == null) {
                return 0;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        handler.onPacket(received, 0, incoming.position());
        return 1;
    }

    /** With a selector it waits after each packet: at a ping-pong nothing else comes before the next wait. */
    @Override
    public void idle(final boolean hasWorked) {
        if (selector == null) {
            Thread.onSpinWait();
            return;
        }
        try {
            selector.select(nothing, WAIT_MS);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (selector != null) {
                selector.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
