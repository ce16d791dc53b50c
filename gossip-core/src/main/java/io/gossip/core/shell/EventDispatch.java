package io.gossip.core.shell;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.LifecycleException;
import io.gossip.NodeId;
import io.gossip.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hands events to all subscriptions, and wakes those who wait for one. */
final class EventDispatch implements GossipListener {
    private static final int IDLE_SECONDS = 5;

    private final List<EventQueue> queues = new CopyOnWriteArrayList<>();
    private final EventQueue.Source source;
    private final int capacity;
    private final Executor executor;
    private final ExecutorService ownExecutor;
    private final Object arrival = new Object();
    private boolean isClosed;

    /** With threads of its own: one for each listener that has something to do, so that none waits for another. */
    EventDispatch(
            final NodeId node, final Supplier<ClusterView> view, final int capacity, final ThreadFactory threads) {
        final ExecutorService own = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        this.source = new EventQueue.Source(node, view, new ListenerCounters());
        this.capacity = capacity;
        this.executor = own;
        this.ownExecutor = own;
    }

    /** On the user's executor. */
    EventDispatch(final NodeId node, final Supplier<ClusterView> view, final int capacity, final Executor executor) {
        this.source = new EventQueue.Source(node, view, new ListenerCounters());
        this.capacity = capacity;
        this.executor = executor;
        this.ownExecutor = null;
    }

    ListenerCounters counters() {
        return source.counters();
    }

    Subscription subscribe(final GossipListener listener) {
        final EventQueue queue = new EventQueue(listener, capacity, executor, source, queues::remove);
        synchronized (arrival) {
            if (isClosed) {
                throw new LifecycleException("closed, nodeId=" + source.node());
            }
            // Under the lock that events come in by: the snapshot is the first, and nothing after it is missed.
            queue.offer(new GossipEvent.Snapshot(source.node(), source.view().get()));
            queues.add(queue);
        }
        return queue;
    }

    @Override
    public void onEvent(final GossipEvent event) {
        synchronized (arrival) {
            queues.forEach(queue -> queue.offer(event));
            arrival.notifyAll();
        }
    }

    /** Waits for the next event, or for the time to pass. */
    void awaitEvent(final long timeoutNs, final Supplier<Boolean> isOver) throws InterruptedException {
        synchronized (arrival) {
            if (!isOver.get() && timeoutNs > 0) {
                TimeUnit.NANOSECONDS.timedWait(arrival, timeoutNs);
            }
        }
    }

    void close() {
        synchronized (arrival) {
            isClosed = true;
            arrival.notifyAll();
        }
        queues.forEach(EventQueue::close);
        if (ownExecutor != null) {
            ownExecutor.shutdown();
        }
    }
}
