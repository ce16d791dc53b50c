package io.gossip.transport.aeron.driver;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds the way back to the driver on a thread that lives as long as that takes, since trying blocks. {@link #close} belongs
 * to any thread, all else to the driving one.
 */
public final class DriverConnector {
    private static final String THREAD_NAME = "gossip-aeron-connect";
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final DriverSettings settings;
    private final DriverEvents events;
    private DriverConnection found;
    private Thread thread;
    private boolean isClosed;

    /**
     * @param settings which driver
     * @param events told of failed attempts, and handed on to connections
     */
    public DriverConnector(final DriverSettings settings, final DriverEvents events) {
        this.settings = settings;
        this.events = events;
    }

    /** @return a new connection once there is one, else null; asking keeps the search going */
    public synchronized DriverConnection takeOrNull() {
        final DriverConnection taken = found;
        found = null;
        if (taken == null && !isClosed && (thread == null || !thread.isAlive())) {
            start();
        }
        return taken;
    }

    private void start() {
        thread = new Thread(this::run, THREAD_NAME);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (final OutOfMemoryError e) {
            // No more threads in this process: no reason to bring down the caller, who asks again.
            thread = null;
        }
    }

    private void run() {
        while (!isOver()) {
            try {
                put(DriverConnection.open(settings, events));
            } catch (final RuntimeException e) {
                events.onConnectFailed(e);
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private synchronized boolean isOver() {
        return isClosed || found != null;
    }

    private void put(final DriverConnection connection) {
        synchronized (this) {
            if (!isClosed) {
                found = connection;
                return;
            }
        }
        connection.close();
    }

    /** Ends the search; its thread ends soon after. */
    public synchronized void close() {
        isClosed = true;
        if (thread != null) {
            thread.interrupt();
        }
        if (found != null) {
            found.close();
            found = null;
        }
    }
}
