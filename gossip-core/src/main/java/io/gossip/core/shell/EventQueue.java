package io.gossip.core.shell;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.NodeId;
import io.gossip.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One listener's queue. Filled by the protocol thread, emptied on the executor, one event at a time and by one thread at
 * a time. The lock is held for moving one event, never while the listener runs, so that the protocol thread waits for no
 * listener. Bounded: when it is full it is emptied, and the listener is given a fresh view in place of what it missed.
 */
final class EventQueue implements Subscription {
    private final NodeId node;
    private final GossipListener listener;
    private final int capacity;
    private final Executor executor;
    private final Supplier<ClusterView> view;
    private final ListenerCounters counters;
    private final Consumer<EventQueue> onClose;
    private final Deque<GossipEvent> events = new ArrayDeque<>();
    private boolean isScheduled;
    private boolean hasBegun;
    private boolean isClosed;
    private long droppedSinceResync;
    private long dropped;

    EventQueue(
            final GossipListener listener,
            final int capacity,
            final Executor executor,
            final Source source,
            final Consumer<EventQueue> onClose) {
        this.node = source.node();
        this.listener = listener;
        this.capacity = capacity;
        this.executor = executor;
        this.view = source.view();
        this.counters = source.counters();
        this.onClose = onClose;
    }

    /** Where events come from. */
    record Source(NodeId node, Supplier<ClusterView> view, ListenerCounters counters) {}

    /** Adds an event; never blocks on the listener. */
    void offer(final GossipEvent event) {
        synchronized (events) {
            if (isClosed) {
                return;
            }
            if (events.size() == capacity || droppedSinceResync > 0) {
                droppedSinceResync += events.size() + 1L;
                dropped += events.size() + 1L;
                counters.onDropped(events.size() + 1L);
                events.clear();
            } else {
                events.addLast(event);
            }
            if (isScheduled) {
                return;
            }
            isScheduled = true;
        }
        schedule();
    }

    private void schedule() {
        try {
            executor.execute(this::drain);
        } catch (final RejectedExecutionException e) {
            // The user's executor is shut down: nobody listens any more.
            counters.onRejected();
            close();
        }
    }

    private void drain() {
        for (GossipEvent event = next(); event != null; event = next()) {
            try {
                listener.onEvent(event);
            } catch (final RuntimeException e) {
                counters.onFailure(node, e);
            }
        }
    }

    private GossipEvent next() {
        synchronized (events) {
            if (!isClosed && droppedSinceResync > 0) {
                final long lost = droppedSinceResync;
                droppedSinceResync = 0;
                return hasBegun
                        ? new GossipEvent.Resync(node, view.get(), lost)
                        : begin(new GossipEvent.Snapshot(node, view.get()));
            }
            final GossipEvent event = isClosed ? null : events.pollFirst();
            isScheduled = event != null;
            return isScheduled ? begin(event) : null;
        }
    }

    private GossipEvent begin(final GossipEvent event) {
        hasBegun = true;
        return event;
    }

    @Override
    public void close() {
        synchronized (events) {
            isClosed = true;
            events.clear();
        }
        onClose.accept(this);
    }

    @Override
    public long droppedCount() {
        synchronized (events) {
            return dropped;
        }
    }
}
