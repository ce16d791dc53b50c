package io.gossip.transport.udp.address;

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
        waiting.add(resolution);
        if (threadCount < MAX_THREADS) {
            startThread();
        }
        return true;
    }

    private void startThread() {
        final Thread thread = new Thread(this::run, "gossip-lookup");
        thread.setDaemon(true);
        threadCount++;
        thread.start();
    }

    private void run() {
        for (Resolution next = next(); next != null; next = next()) {
            lookup.accept(next);
        }
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
