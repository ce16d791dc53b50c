package io.gossip.core.shell;

import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.GossipStore;
import io.gossip.LifecycleException;
import io.gossip.Subscription;
import io.gossip.core.node.KeyListener;
import io.gossip.core.node.OwnerValues;
import io.gossip.store.OwnerReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands events to all subscriptions, and wakes those who wait for one. Its locks are held for moving events only: neither
 * code of the user nor the view is called under one.
 */
final class EventDispatch implements GossipListener, KeyListener {
    private final List<EventQueue> queues = new CopyOnWriteArrayList<>();
    private final EventQueue.Source source;
    private final OwnerReader reader;
    private final int capacity;
    private final Executor executor;
    private final AtomicInteger waiters = new AtomicInteger();
    private final Object arrival = new Object();
    /** Those of all subscriptions together. */
    private volatile Set<String> keys = Set.of();

    private long arrivals;
    private boolean isClosed;

    /**
     * @param store of the node whose events these are
     * @param reader of the values in it
     * @param capacity events a listener may lag behind
     * @param executor runs the listeners
     */
    EventDispatch(final GossipStore store, final OwnerReader reader, final int capacity, final Executor executor) {
        this.source = new EventQueue.Source(store, new ListenerCounters(), this::collectKeys);
        this.reader = reader;
        this.capacity = capacity;
        this.executor = executor;
    }

    ListenerCounters counters() {
        return source.counters();
    }

    /** @param wanted names of keys, valid; none for a listener that does not want any */
    Subscription subscribe(final GossipListener listener, final Set<String> wanted) {
        final KeyFeed feed = new KeyFeed(wanted, source.store(), reader);
        final EventQueue queue = new EventQueue(listener, feed, capacity, executor, source, queues);
        synchronized (arrival) {
            if (isClosed) {
                throw new LifecycleException("closed, nodeId=" + source.node());
            }
            // First the keys: what is published once the queue has begun must not pass it by.
            keys = union(wanted);
            queues.add(queue);
        }
        queue.schedule();
        return queue;
    }

    private void collectKeys() {
        synchronized (arrival) {
            keys = union(Set.of());
        }
    }

    private Set<String> union(final Set<String> wanted) {
        final Set<String> all = new HashSet<>(wanted);
        for (final EventQueue queue : queues) {
            all.addAll(queue.keys());
        }
        return Set.copyOf(all);
    }

    @Override
    public Set<String> keys() {
        return keys;
    }

    @Override
    public void onValues(final OwnerValues values) {
        for (final EventQueue queue : queues) {
            if (!queue.keys().isEmpty()) {
                queue.offer(values);
                queue.schedule();
            }
        }
    }

    @Override
    public void onEvent(final GossipEvent event) {
        for (final EventQueue queue : queues) {
            queue.offer(event);
            queue.schedule();
        }
        wakeWaiters();
    }

    /** @param change 1 when there is one more thread that waits, -1 when there is one less */
    void onWaiter(final int change) {
        waiters.addAndGet(change);
    }

    /**
     * The protocol thread did something that is no event, a merge for instance. Costs a read while nobody waits: who
     * begins to wait registers before it looks, and so sees what was done before this read.
     */
    void onProgress() {
        if (waiters.get() > 0) {
            wakeWaiters();
        }
    }

    /** What is seen was moved by something that is no event. */
    void wakeWaiters() {
        synchronized (arrival) {
            arrivals++;
            arrival.notifyAll();
        }
    }

    /** @return events so far, to be taken before the look after which {@link #awaitArrivalAfter} waits */
    long arrivals() {
        synchronized (arrival) {
            return arrivals;
        }
    }

    /** Waits until there were more events than so many, or the time is over. */
    void awaitArrivalAfter(final long seen, final long timeoutNs) throws InterruptedException {
        synchronized (arrival) {
            if (arrivals == seen && timeoutNs > 0) {
                TimeUnit.NANOSECONDS.timedWait(arrival, timeoutNs);
            }
        }
    }

    void close() {
        synchronized (arrival) {
            isClosed = true;
        }
        for (final EventQueue queue : queues) {
            queue.close();
        }
        wakeWaiters();
    }
}
