package io.gossip.spi.address;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Runs lookups on a few daemon threads that live only while there is something to look up; several, so that one name
 * whose servers do not answer does not hold up all others. Any thread may call; the lock is never held during a lookup.
 */
final class LookupThreads {
    private static final int MAX_THREADS = 4;
    private static final int MAX_WAITING = 256;

    private final Consumer<Resolution> lookup;
    private final ArrayDeque<Resolution> waiting = new ArrayDeque<>();
    private int threadCount;
    private boolean isClosed;

    /** @param lookup does one lookup and records its outcome; does not throw */
    LookupThreads(final Consumer<Resolution> lookup) {
        this.lookup = lookup;
    }

    /** @return false when too many are waiting, or closed */
    synchronized boolean tryAdd(final Resolution resolution) {
        if (isClosed || waiting.size() >= MAX_WAITING) {
            return false;
        }
        if (threadCount < MAX_THREADS && !tryStartThread() && threadCount == 0) {
            return false;
        }
        waiting.add(resolution);
        return true;
    }

    /** The new thread waits for the lock, and so finds what is added after it was started. */
    private boolean tryStartThread() {
        final Thread thread = new Thread(this::run, "gossip-lookup");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (final OutOfMemoryError e) {
            // No more threads in this process: no reason to bring down the caller, who tries again.
            return false;
        }
        threadCount++;
        return true;
    }

    private void run() {
        try {
            for (Resolution next = next(); next != null; next = next()) {
                lookup.accept(next);
            }
        } catch (final RuntimeException | Error e) {
            onThreadLost();
            throw e;
        }
    }

    private synchronized void onThreadLost() {
        threadCount--;
    }

    /** Leaving and counting it is one step, so that nothing is added for a thread that is about to end. */
    private synchronized Resolution next() {
        final Resolution next = waiting.poll();
        if (next == null) {
            threadCount--;
        }
        return next;
    }

    /** A lookup under way cannot be interrupted; its thread ends with it. */
    synchronized void close() {
        isClosed = true;
        waiting.clear();
    }
}
