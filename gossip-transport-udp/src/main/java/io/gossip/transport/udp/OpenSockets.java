package io.gossip.transport.udp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Everything open: the selector and the channels registered with it. Any thread may close all of it.
 *
 * <p>Guarantee: what is registered before the close is closed by it, what comes later is closed at once; so nothing
 * outlives the close, whatever the driving thread is doing. Assumption: the driving thread never waits for this lock
 * while it selects, since the close waits for its select to end.
 */
final class OpenSockets {
    private final Selector selector;
    private final UdpCounters counters;
    private final Set<SelectableChannel> channels = Collections.newSetFromMap(new IdentityHashMap<>());
    private volatile boolean isClosed;

    OpenSockets(final Selector selector, final UdpCounters counters) {
        this.selector = selector;
        this.counters = counters;
    }

    Selector selector() {
        return selector;
    }

    boolean isClosed() {
        return isClosed;
    }

    /**
     * Takes over a channel and lets the selector watch it.
     *
     * @return its key; null when all is closed, and the channel with it
     * @throws IOException when the channel cannot be watched; it is closed
     */
    synchronized SelectionKey registerOrNull(
            final SelectableChannel channel, final int operations, final ReadyListener listener) throws IOException {
        if (isClosed) {
            closeOne(channel);
            return null;
        }
        try {
            channel.configureBlocking(false);
            final SelectionKey key = channel.register(selector, operations, listener);
            channels.add(channel);
            return key;
        } catch (final IOException e) {
            closeOne(channel);
            throw e;
        }
    }

    /** Closes a channel, registered or not; the selector lets go of it with its next select. */
    synchronized void close(final SelectableChannel channel) {
        channels.remove(channel);
        closeOne(channel);
    }

    synchronized void close() {
        isClosed = true;
        channels.forEach(this::closeOne);
        channels.clear();
        // Last: with it go the descriptors of the channels that were registered. Ends a select under way.
        closeOne(selector);
    }

    private void closeOne(final Closeable resource) {
        try {
            resource.close();
        } catch (final IOException e) {
            counters.increment(UdpCounter.CLOSE_ERRORS);
        }
    }
}
