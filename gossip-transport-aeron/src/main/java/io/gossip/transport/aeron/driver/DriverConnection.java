package io.gossip.transport.aeron.driver;

import io.aeron.Aeron;
import io.gossip.spi.TransportException;
import java.nio.file.Path;

/**
 * A client of the driver, which one thread at a time drives and closes: it has no thread of its own, so nothing is unmapped
 * under that thread's hands.
 */
public final class DriverConnection implements AutoCloseable {
    /** Null when the driver is another process's. */
    private final EmbeddedDriver embedded;

    private final Aeron aeron;

    private DriverConnection(final EmbeddedDriver embedded, final Aeron aeron) {
        this.embedded = embedded;
        this.aeron = aeron;
    }

    /**
     * Blocks until the driver answers, as long as its time-out at most.
     *
     * @throws TransportException when it does not, or an embedded one does not start
     */
    public static DriverConnection open(final DriverSettings settings, final DriverEvents events) {
        final EmbeddedDriver embedded =
                settings.external().isPresent() ? null : EmbeddedDriver.acquire(settings, events);
        final Path directory = embedded == null ? settings.external().orElseThrow() : embedded.directory();
        try {
            return new DriverConnection(embedded, Aeron.connect(context(settings, directory, events)));
        } catch (final RuntimeException e) {
            discard(embedded);
            throw unreachable(settings, directory, e);
        } catch (final Error e) {
            discard(embedded);
            throw e;
        }
    }

    private static void discard(final EmbeddedDriver embedded) {
        if (embedded != null) {
            embedded.giveUp();
            embedded.release();
        }
    }

    private static TransportException unreachable(
            final DriverSettings settings, final Path directory, final RuntimeException cause) {
        return new TransportException(
                "no media driver answers, aeronDirectory=" + directory + " driverTimeoutMs=" + settings.timeoutMs()
                        + " cause=" + cause.getMessage(),
                cause);
    }

    /** The default error handler would end the JVM when the driver dies. */
    private static Aeron.Context context(
            final DriverSettings settings, final Path directory, final DriverEvents events) {
        return new Aeron.Context()
                .aeronDirectoryName(directory.toString())
                .driverTimeoutMs(settings.timeoutMs())
                .useConductorAgentInvoker(true)
                .errorHandler(events::onDriverError);
    }

    /** @return the client */
    public Aeron aeron() {
        return aeron;
    }

    /** Proceeds with what the driver says; calls image handlers. */
    public void work() {
        aeron.conductorAgentInvoker().invoke();
    }

    /** @return whether the driver died, or took this client for dead */
    public boolean isLost() {
        return aeron.isClosed();
    }

    /** Closes a connection that was lost. If that was its embedded driver's fault, the next connection gets another one. */
    public void abandon() {
        if (embedded != null && !embedded.isActive()) {
            embedded.giveUp();
        }
        close();
    }

    @Override
    public void close() {
        final boolean isInterrupted = Interrupts.pause();
        try {
            aeron.close();
        } finally {
            if (embedded != null) {
                embedded.release();
            }
            Interrupts.resume(isInterrupted);
        }
    }

    /** Ends an embedded driver under its users, as if it had died: for tests. */
    public void breakDriver() {
        embedded.breakDown();
    }
}
