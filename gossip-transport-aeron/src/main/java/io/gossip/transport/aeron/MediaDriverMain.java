package io.gossip.transport.aeron;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gossip.spi.Arguments;
import io.gossip.transport.aeron.driver.Pauses;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ShutdownSignalBarrier;

/**
 * A media driver in a process of its own, until it is told to end: Aeron's, with defaults for gossip and a patient start. What
 * a killed one has left counts as alive until its last heartbeat is old, and clients that still look at it may be in the way of
 * its removal; so a start that fails is tried again. The directory of a driver that lives is never touched. Every system
 * property of Aeron's driver is obeyed; the directory is {@code aeron.dir}.
 */
public final class MediaDriverMain {
    private static final long TRY_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Besides the time-out after which a silent driver counts as dead. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long MAX_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Unless a system property says otherwise. */
    private static final String[][] DEFAULTS = {
        {"aeron.driver.timeout", "2000"},
        {"aeron.image.liveness.timeout", "2s"},
        {"aeron.publication.connection.timeout", "2s"},
        {"aeron.client.liveness.timeout", "5s"},
        {"aeron.term.buffer.sparse.file", "true"},
        {"aeron.counters.buffer.length", "2097152"},
    };

    private MediaDriverMain() {}

    /** @param arguments none */
    public static void main(final String[] arguments) {
        if (Arguments.notNull(arguments, "arguments").length > 0) {
            System.err.println("the media driver takes system properties only, argument='" + arguments[0] + "'");
            System.exit(2);
        }
        for (final String[] property : DEFAULTS) {
            System.getProperties().putIfAbsent(property[0], property[1]);
        }
        try (ShutdownSignalBarrier barrier = new ShutdownSignalBarrier();
                MediaDriver driver = launch(barrier)) {
            System.out.println("media driver started, aeronDirectory=" + driver.aeronDirectoryName());
            barrier.await();
        }
    }

    private static MediaDriver launch(final ShutdownSignalBarrier barrier) {
        final long beginNs = System.nanoTime();
        while (true) {
            final MediaDriver.Context context = context(barrier);
            try {
                return MediaDriver.launch(context);
            } catch (final RuntimeException e) {
                final long patienceNs = PATIENCE_NS + TimeUnit.MILLISECONDS.toNanos(context.driverTimeoutMs());
                if (System.nanoTime() - beginNs > patienceNs) {
                    throw e;
                }
                System.out.println(
                        "media driver waits, aeronDirectory=" + context.aeronDirectoryName() + " cause=" + e);
                LockSupport.parkNanos(TRY_AGAIN_NS);
            }
        }
    }

    private static MediaDriver.Context context(final ShutdownSignalBarrier barrier) {
        final MediaDriver.Context context = new MediaDriver.Context().terminationHook(barrier::signal);
        if (System.getProperty("aeron.threading.mode") == null) {
            context.threadingMode(ThreadingMode.SHARED);
        }
        if (System.getProperty("aeron.shared.idle.strategy") == null) {
            context.sharedIdleStrategy(new Pauses(MAX_PAUSE_NS));
        }
        return context;
    }
}
