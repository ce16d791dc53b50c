package io.gossip.core.shell;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.GossipStore;
import io.gossip.NodeId;
import io.gossip.Subscription;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One listener's queue. Filled by the protocol thread, emptied on the executor, one event at a time and by one thread at
 * a time. Bounded: when it is full it is emptied, and the listener is given a fresh view in place of what it missed.
 *
 * <p>Guarantees: the first event is a snapshot, and what happens after it was composed follows; what {@link #offer} adds
 * is delivered or counted as dropped. The lock is held for moving one event, never while the listener runs or a view is
 * composed, so that the protocol thread waits for neither.
 */
final class EventQueue implements Subscription, Runnable {
    private final Source source;
    private final GossipListener listener;
    private final int capacity;
    private final Executor executor;
    private final Collection<EventQueue> open;
    private final Deque<GossipEvent> events = new ArrayDeque<>();
    private boolean isScheduled;
    private boolean hasBegun;
    private boolean isClosed;
    private long droppedSinceResync;
    private long dropped;

    /** @param open where a queue is until it is closed */
    EventQueue(
            final GossipListener listener,
            final int capacity,
            final Executor executor,
            final Source source,
            final Collection<EventQueue> open) {
        this.source = source;
        this.listener = listener;
        this.capacity = capacity;
        this.executor = executor;
        this.open = open;
    }

    /** Where events come from. */
    record Source(GossipStore store, ListenerCounters counters) {
        NodeId node() {
            return store.nodeId();
        }

        ClusterView view() {
            return store.view();
        }
    }

    /** Adds an event; to be followed by {@link #schedule}. */
    void offer(final GossipEvent event) {
        synchronized (events) {
            if (isClosed) {
                return;
            }
            if (events.size() < capacity && droppedSinceResync == 0) {
                events.addLast(event);
                return;
            }
            final long lost = events.size() + 1L;
            droppedSinceResync += lost;
            dropped += lost;
            source.counters().onDropped(lost);
            events.clear();
        }
    }

    /** Has the queue emptied, unless that is under way. Runs the listener only where the executor runs it here. */
    void schedule() {
        synchronized (events) {
            if (isScheduled || !hasNext()) {
                return;
            }
            isScheduled = true;
        }
        try {
            executor.execute(this);
        } catch (final RejectedExecutionException e) {
            // The executor is shut down: nobody listens any more.
            source.counters().onRejected();
            close();
        } catch (final RuntimeException | Error e) {
            // No thread to be had, or a bug of the executor's: tried again with the next event.
            source.counters().onRejected();
            synchronized (events) {
                isScheduled = false;
            }
        }
    }

    private boolean hasNext() {
        return !isClosed && (!hasBegun || droppedSinceResync > 0 || !events.isEmpty());
    }

    /** Delivers until there is nothing more; on the executor. */
    @Override
    public void run() {
        boolean isMore = true;
        while (isMore) {
            try {
                isMore = tryDeliver();
            } catch (final Throwable e) {
                source.counters().onFailure(source.node(), e);
            }
        }
    }

    private boolean tryDeliver() {
        final boolean isSnapshotDue;
        final long lost;
        final GossipEvent event;
        synchronized (events) {
            isScheduled = hasNext();
            if (!isScheduled) {
                return false;
            }
            isSnapshotDue = !hasBegun;
            hasBegun = true;
            lost = droppedSinceResync;
            droppedSinceResync = 0;
            event = isSnapshotDue || lost > 0 ? null : events.pollFirst();
        }
        if (isSnapshotDue) {
            listener.onEvent(new GossipEvent.Snapshot(source.node(), source.view()));
        } else if (lost > 0) {
            listener.onEvent(new GossipEvent.Resync(source.node(), source.view(), lost));
        } else {
            listener.onEvent(event);
        }
        return true;
    }

    @Override
    public void close() {
        synchronized (events) {
            isClosed = true;
            events.clear();
        }
        open.remove(this);
    }

    @Override
    public long droppedCount() {
        synchronized (events) {
            return dropped;
        }
    }
}
