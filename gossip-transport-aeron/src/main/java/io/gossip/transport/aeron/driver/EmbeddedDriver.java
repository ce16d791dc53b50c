package io.gossip.transport.aeron.driver;

import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gossip.spi.TransportException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A media driver in this process, with a directory and a thread of its own, shared by all transports whose settings are
 * equal: it starts with the first and ends, with all it had on disk, with the last. Any thread.
 *
 * <p>Guarantee: one that was {@linkplain #giveUp given up} gets no further users, so whoever lost it gets a new one.
 */
final class EmbeddedDriver {
    private static final int TERM_LENGTH = 64 * 1024;
    private static final int BUFFER_LENGTH = 1024 * 1024;
    /** 128 bytes a counter; a publication and its image have nine or ten together, so 32 nodes in full mesh need 10,000. */
    private static final int COUNTERS_LENGTH = 2 * BUFFER_LENGTH;

    private static final int RING_TRAILER_LENGTH = 768;
    private static final int BROADCAST_TRAILER_LENGTH = 128;
    private static final int ERROR_LENGTH = 4 * BUFFER_LENGTH;
    /** Publications of others to one lane of one node: each costs memory, and strangers may ask for them. */
    private static final int SESSION_LIMIT = 1_024;

    /** Failures are the protocol's to detect; these only say how long Aeron holds on to what belonged to a dead peer. */
    private static final long LIVENESS_NS = TimeUnit.SECONDS.toNanos(2);

    private static final long LINGER_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long TIMER_NS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Its clients live in this process: one that pauses for long pauses with the driver, and is not dead. */
    private static final long CLIENT_LIVENESS_NS = TimeUnit.SECONDS.toNanos(60);

    /** What the last transport has handed over before it closed leaves within one of the driver's cycles. */
    private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Map<DriverSettings, EmbeddedDriver> SHARED = new HashMap<>();

    private final DriverSettings settings;
    private final DriverDirectory directory;
    private final MediaDriver driver;
    private int users;

    private EmbeddedDriver(final DriverSettings settings, final DriverDirectory directory, final MediaDriver driver) {
        this.settings = settings;
        this.directory = directory;
        this.driver = driver;
    }

    /**
     * Blocks while one starts, for some hundred milliseconds at most.
     *
     * @param events told of the driver's errors, if it is the first user's
     * @throws TransportException when it cannot start
     */
    static EmbeddedDriver acquire(final DriverSettings settings, final DriverEvents events) {
        synchronized (SHARED) {
            EmbeddedDriver shared = SHARED.get(settings);
            if (shared == null) {
                shared = launch(settings, events);
                SHARED.put(settings, shared);
            }
            shared.users++;
            return shared;
        }
    }

    private static EmbeddedDriver launch(final DriverSettings settings, final DriverEvents events) {
        DriverDirectory.sweep(settings.parent());
        DriverDirectory directory = null;
        try {
            directory = DriverDirectory.take(settings.parent());
            final MediaDriver.Context context = context(settings, events)
                    .aeronDirectoryName(directory.path().toString());
            return new EmbeddedDriver(settings, directory, MediaDriver.launchEmbedded(context));
        } catch (final IOException | RuntimeException e) {
            if (directory != null) {
                directory.remove();
            }
            throw new TransportException(
                    "the media driver does not start, embeddedDirectory=" + settings.parent() + " cause=" + e, e);
        }
    }

    private static MediaDriver.Context context(final DriverSettings settings, final DriverEvents events) {
        return new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new Pauses(settings.maxParkNs()))
                .sharedThreadFactory(EmbeddedDriver::thread)
                // Nothing that could block: it is given addresses only, no names.
                .asyncExecutorEnabled(false)
                .publicationTermBufferLength(TERM_LENGTH)
                .ipcTermBufferLength(TERM_LENGTH)
                .termBufferSparseFile(true)
                .counterValuesBufferLength(COUNTERS_LENGTH)
                .conductorBufferLength(BUFFER_LENGTH + RING_TRAILER_LENGTH)
                .toClientsBufferLength(BUFFER_LENGTH + BROADCAST_TRAILER_LENGTH)
                .errorBufferLength(ERROR_LENGTH)
                .imageLivenessTimeoutNs(LIVENESS_NS)
                .publicationConnectionTimeoutNs(LIVENESS_NS)
                .publicationLingerTimeoutNs(LINGER_NS)
                .timerIntervalNs(TIMER_NS)
                .clientLivenessTimeoutNs(CLIENT_LIVENESS_NS)
                .publicationUnblockTimeoutNs(2 * CLIENT_LIVENESS_NS)
                .driverTimeoutMs(settings.timeoutMs())
                .streamSessionLimit(SESSION_LIMIT)
                .errorHandler(events::onDriverError)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .warnIfDirectoryExists(false);
    }

    /** Nobody's exit waits for it; what a process that just ends leaves behind, the next one removes. */
    private static Thread thread(final Runnable work) {
        final Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    Path directory() {
        return directory.path();
    }

    /** @return whether it has shown a sign of life lately; not so when it has never been there, or ended */
    boolean isActive() {
        try {
            return CommonContext.isDriverActive(directory.path().toFile(), settings.timeoutMs(), message -> {});
        } catch (final RuntimeException e) {
            // Its file is gone, or going, while we look.
            return false;
        }
    }

    /** It does not answer any more: who acquires one next gets another. */
    void giveUp() {
        synchronized (SHARED) {
            SHARED.remove(settings, this);
        }
    }

    /** Ends it with its last user. */
    void release() {
        synchronized (SHARED) {
            users--;
            if (users > 0) {
                return;
            }
            SHARED.remove(settings, this);
            LockSupport.parkNanos(FLUSH_NS);
            driver.close();
            directory.remove();
        }
    }

    /** Ends it under its users, as if it had died. */
    void breakDown() {
        driver.close();
    }
}
