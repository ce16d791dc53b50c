package io.gossip.core.shell;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.GossipStore;
import io.gossip.NodeId;
import io.gossip.Subscription;
import io.gossip.core.node.OwnerValues;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
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
    private final KeyFeed feed;
    private final Deque<Item> events = new ArrayDeque<>();
    /** Of the feed's beginning, before all others. */
    private final Deque<GossipEvent> first = new ArrayDeque<>();

    private boolean isScheduled;
    private boolean hasBegun;
    private boolean isClosed;
    private long droppedSinceResync;
    private long dropped;

    /** Something to be told; one of the two is there. */
    private record Item(GossipEvent event, OwnerValues values) {}

    /**
     * @param feed what is told of keys
     * @param open where a queue is until it is closed
     */
    EventQueue(
            final GossipListener listener,
            final KeyFeed feed,
            final int capacity,
            final Executor executor,
            final Source source,
            final Collection<EventQueue> open) {
        this.source = source;
        this.feed = feed;
        this.listener = listener;
        this.capacity = capacity;
        this.executor = executor;
        this.open = open;
    }

    /** Where events come from. */
    record Source(GossipStore store, ListenerCounters counters, Runnable onClosed) {
        NodeId node() {
            return store.nodeId();
        }

        ClusterView view() {
            return store.view();
        }
    }

    /** @return names of the keys it is for */
    Set<String> keys() {
        return feed.keys();
    }

    /** Adds an event; to be followed by {@link #schedule}. */
    void offer(final GossipEvent event) {
        offer(new Item(event, null));
    }

    /** Adds a peer's values under keys of all subscriptions; to be followed by {@link #schedule}. */
    void offer(final OwnerValues values) {
        offer(new Item(null, values));
    }

    private void offer(final Item item) {
        synchronized (events) {
            if (isClosed) {
                return;
            }
            if (events.size() < capacity && droppedSinceResync == 0) {
                events.addLast(item);
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
        return !isClosed && (!hasBegun || !first.isEmpty() || droppedSinceResync > 0 || !events.isEmpty());
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
        final GossipEvent early;
        final Item item;
        synchronized (events) {
            isScheduled = hasNext();
            if (!isScheduled) {
                return false;
            }
            isSnapshotDue = !hasBegun;
            hasBegun = true;
            lost = droppedSinceResync;
            droppedSinceResync = 0;
            early = isSnapshotDue || lost > 0 ? null : first.pollFirst();
            item = isSnapshotDue || lost > 0 || early != null ? null : events.pollFirst();
        }
        if (isSnapshotDue) {
            begin(new GossipEvent.Snapshot(source.node(), source.view()));
        } else if (lost > 0) {
            begin(new GossipEvent.Resync(source.node(), source.view(), lost));
        } else if (early != null) {
            listener.onEvent(early);
        } else {
            deliver(item);
        }
        return true;
    }

    private void deliver(final Item item) {
        if (item.event() instanceof GossipEvent.Snapshot) {
            begin(item.event());
            return;
        }
        final GossipEvent event = item.event() != null ? item.event() : feed.next(item.values());
        if (event != null) {
            listener.onEvent(event);
        }
    }

    /** What was told before is void; what there is of keys follows, before everything that is queued. */
    private void begin(final GossipEvent view) {
        final List<GossipEvent> values = keys().isEmpty() ? List.of() : feed.begin();
        synchronized (events) {
            first.clear();
            first.addAll(values);
        }
        listener.onEvent(view);
    }

    @Override
    public void close() {
        synchronized (events) {
            isClosed = true;
            events.clear();
            first.clear();
        }
        if (open.remove(this)) {
            source.onClosed().run();
        }
    }

    @Override
    public long droppedCount() {
        synchronized (events) {
            return dropped;
        }
    }
}
