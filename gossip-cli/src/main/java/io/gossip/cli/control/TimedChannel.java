package io.gossip.cli.control;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A connection on which every wait ends. Blocking Unix domain channels have no time-out of their own, so this one does
 * not block and waits on a selector up to a deadline. One thread, but for {@link #close}.
 */
final class TimedChannel implements Closeable {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private long deadlineNs;

    /** @param channel connected; closed when this fails */
    TimedChannel(final SocketChannel channel) throws IOException {
        this.channel = channel;
        try {
            channel.configureBlocking(false);
            this.selector = Selector.open();
        } catch (final IOException e) {
            channel.close();
            throw e;
        }
        this.key = channel.register(selector, 0);
    }

    /** From now on, everything must be done within that time. */
    void within(final Duration time) {
        deadlineNs = System.nanoTime() + time.toNanos();
    }

    /**
     * Fills a buffer.
     *
     * @throws EOFException when the other side ends before
     * @throws SocketTimeoutException when the time is over
     */
    void read(final ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            final int count = channel.read(target);
            if (count < 0) {
                throw new EOFException("closed by the other side, missing=" + target.remaining());
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    /**
     * Empties a buffer.
     *
     * @throws SocketTimeoutException when the time is over
     */
    void write(final ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            if (channel.write(source) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(final int operation) throws IOException {
        final long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
        if (leftMs <= 0) {
            throw new SocketTimeoutException("no progress in time");
        }
        key.interestOps(operation);
        selector.select(leftMs);
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        // In this order: the channel's descriptor goes only once the selector has let go of it.
        channel.close();
        selector.close();
    }
}
