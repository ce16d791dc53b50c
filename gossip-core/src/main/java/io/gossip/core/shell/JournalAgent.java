package io.gossip.core.shell;

import io.gossip.JournalException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.node.Durability;
import io.gossip.core.node.NodeMemory;
import io.gossip.store.journal.Journal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;

/**
 * The thread between a node and its disk, from creation to close. It writes the newest state, not each write: however many
 * there were while it was at it, the next time it takes them all. Nobody else waits for the disk, but who asks to.
 *
 * <p><b>Guarantee.</b> A request is taken from the queue before the state is read. Whoever made it had seen its writes return,
 * and a write is visible at return; so what is read has them, and when that is forced the request is done.
 */
final class JournalAgent implements Durability, Runnable {
    private static final Logger LOG = System.getLogger("io.gossip");
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_REST_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Shorter times to live are not worth another write of the disk. */
    private static final long MIN_TIME_NS = TimeUnit.SECONDS.toNanos(1);
    /** For a disk that hangs: then what it did not take is not durable, as with a crash. */
    private static final long MAX_FLUSH_NS = TimeUnit.SECONDS.toNanos(10);

    private final NodeId node;
    private final Journal journal;
    private final NanoClock clock;
    private final Queue<CompletableFuture<Void>> requests = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isDirty = new AtomicBoolean();
    private final AtomicLong wanted;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile long reserved;
    private volatile boolean isClosing;
    private volatile boolean isOver;
    private volatile Thread thread;
    private NodeMemory memory;
    private boolean isFailing;
    private long untilNextTimeNs = Long.MAX_VALUE;

    /**
     * @param journal opened, with the counter of the first life reserved; closed by this
     * @param clock by which the node's values expire
     */
    JournalAgent(final NodeId node, final Journal journal, final NanoClock clock) {
        this.node = node;
        this.journal = journal;
        this.clock = clock;
        this.reserved = journal.counter();
        this.wanted = new AtomicLong(reserved);
    }

    /**
     * @param ofNode what is kept; made with this as its durability
     * @throws io.gossip.InvalidValueException when the factory makes no thread; the directory is let go of
     */
    void start(final NodeMemory ofNode, final ThreadFactory threads) {
        memory = ofNode;
        boolean isStarted = false;
        try {
            final Thread made = Arguments.notNull(threads.newThread(this), "thread");
            thread = made;
            made.start();
            isStarted = true;
        } finally {
            if (!isStarted) {
                journal.close();
            }
        }
    }

    @Override
    public boolean tryReserve(final long counter) {
        if (counter <= reserved) {
            return true;
        }
        if (wanted.getAndAccumulate(counter, Math::max) < counter) {
            LockSupport.unpark(thread);
        }
        return false;
    }

    @Override
    public void onChange() {
        if (!isDirty.getAndSet(true)) {
            LockSupport.unpark(thread);
        }
    }

    /** See {@link io.gossip.Gossiper#durable}. */
    CompletableFuture<Void> durable() {
        final CompletableFuture<Void> request = new CompletableFuture<>();
        requests.add(request);
        LockSupport.unpark(thread);
        if (isOver) {
            failRequests();
        }
        return request;
    }

    /**
     * Notes the counter after all that were noted, and waits for it.
     *
     * @return the counter
     * @throws JournalException when the disk does not take it, or not in time
     */
    long reserveNext() {
        final long next = reserved + 1;
        wanted.accumulateAndGet(next, Math::max);
        final CompletableFuture<Void> request = durable();
        if (!await(request)) {
            throw new JournalException("counter was not written in time, nodeId=" + node + " counter=" + next);
        }
        return next;
    }

    /** Waits for all writes so far; a failure is counted elsewhere. */
    void flush() {
        if (Thread.currentThread() == thread) {
            return; // an action behind a future: the next cycle is this thread's own
        }
        try {
            await(durable());
        } catch (final JournalException e) {
            // The thread has counted and told it; the node stops all the same.
        }
    }

    private boolean await(final CompletableFuture<Void> request) {
        if (Thread.currentThread() == thread) {
            throw new LifecycleException("would wait for itself: called on the thread of the journal, nodeId=" + node);
        }
        try {
            request.get(MAX_FLUSH_NS, TimeUnit.NANOSECONDS);
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (final TimeoutException e) {
            return false;
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof JournalException typed) {
                throw typed;
            }
            return false;
        }
    }

    /** @return addresses to ask at a start */
    List<NodeAddress> peers() {
        return journal.peers();
    }

    /** Adds this part's counts. */
    void count(final Map<String, Long> counters) {
        counters.put("journal writes", writes.get());
        counters.put("journal failures", failures.get());
        counters.put("journal rewrites", journal.rewriteCount());
    }

    @Override
    public void run() {
        try {
            while (!isClosing) {
                final long startNs = System.nanoTime();
                final boolean isWritten = cycle();
                rest(isWritten ? Math.min(System.nanoTime() - startNs, MAX_REST_NS) : RETRY_NS);
                awaitWork();
            }
            cycle();
        } finally {
            isOver = true;
            journal.close();
            failRequests();
        }
    }

    /** @return false when the disk did not take it */
    private boolean cycle() {
        final List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (CompletableFuture<Void> next = requests.poll(); next != null; next = requests.poll()) {
            taken.add(next);
        }
        isDirty.set(false); // before the state is read: a write after that is for the next time
        final long counter = wanted.get();
        try {
            journal.reserve(counter);
            if (journal.write(memory.reader(), memory.self(), clock.nanoTime(), memory.knownPeers())) {
                writes.incrementAndGet();
            }
            untilNextTimeNs = Math.max(MIN_TIME_NS, journal.untilNextTimeNs());
            reserved = journal.counter();
            isFailing = false;
            taken.forEach(request -> request.complete(null));
            return true;
        } catch (final RuntimeException | OutOfMemoryError e) {
            // All values are copied in between: there may be memory for that next time.
            onFailure(e, taken);
            return false;
        }
    }

    private void onFailure(final Throwable cause, final List<CompletableFuture<Void>> taken) {
        failures.incrementAndGet();
        isDirty.set(true);
        if (!isFailing) {
            isFailing = true;
            LOG.log(Level.WARNING, "the journal is not written; tried again, and counted, nodeId=" + node, cause);
        }
        final JournalException typed = cause instanceof JournalException journaled
                ? journaled
                : new JournalException("journal failed, nodeId=" + node, cause);
        taken.forEach(request -> request.completeExceptionally(typed));
    }

    /** Half the time at most, unless somebody waits: a busy writer does not keep a disk and a core busy. */
    private void rest(final long ns) {
        final long endNs = System.nanoTime() + ns;
        for (long leftNs = ns; leftNs > 0 && !isAwaited(); leftNs = endNs - System.nanoTime()) {
            LockSupport.parkNanos(this, leftNs);
            Thread.interrupted(); // nobody's business here, and it would close the file
        }
    }

    /** Or until a value has lived half of what the journal says it has left. */
    private void awaitWork() {
        final long startNs = System.nanoTime();
        long leftNs = untilNextTimeNs;
        while (!isDirty.get() && !isAwaited() && leftNs > 0) {
            LockSupport.parkNanos(this, leftNs);
            Thread.interrupted();
            leftNs = untilNextTimeNs - (System.nanoTime() - startNs);
        }
    }

    private boolean isAwaited() {
        return isClosing || !requests.isEmpty() || !isFailing && wanted.get() > reserved;
    }

    private void failRequests() {
        for (CompletableFuture<Void> next = requests.poll(); next != null; next = requests.poll()) {
            next.completeExceptionally(new LifecycleException("closed, nodeId=" + node));
        }
    }

    /** Writes what is not on disk yet and lets go of the directory. Idempotent, never throws. */
    void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return; // it ends by itself, when the action that called this is over
        }
        boolean isInterrupted = false;
        final long endNs = System.nanoTime() + MAX_FLUSH_NS;
        for (long leftNs = MAX_FLUSH_NS; leftNs > 0 && thread.isAlive(); leftNs = endNs - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, leftNs));
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
