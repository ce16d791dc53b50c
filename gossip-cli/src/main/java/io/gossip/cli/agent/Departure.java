package io.gossip.cli.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Lets an agent leave when the process is asked to end, by a signal or by the end of its input. After a signal the
 * process ends with exit code 0: leaving is what it was asked for. Any thread.
 */
public final class Departure implements AutoCloseable {
    /** For the last line, which nobody may be reading. */
    private static final long FAREWELL_MS = 500;

    private final RunningAgent agent;
    private final Thread hook;

    private Departure(final RunningAgent agent) {
        this.agent = agent;
        this.hook = new Thread(this::leaveAndHalt, "gossip-departure");
    }

    /**
     * @param agent leaves at SIGINT, SIGTERM and SIGHUP, from now until this is closed
     * @return the registration
     */
    public static Departure onSignal(final RunningAgent agent) {
        final Departure departure = new Departure(agent);
        Runtime.getRuntime().addShutdownHook(departure.hook);
        return departure;
    }

    /** Lets the agent end at the end of the stream, too; a daemon thread reads it. */
    public void onEndOf(final InputStream in) {
        final Thread reader = new Thread(() -> drain(in), "gossip-until-eof");
        reader.setDaemon(true);
        reader.start();
    }

    private void drain(final InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (final IOException e) {
            // Whoever held the other end is gone, which is what is waited for.
        }
        try {
            agent.leave();
        } finally {
            agent.end();
        }
    }

    /** Runs in the JVM's shutdown; without the halt the exit code would be that of a process killed by a signal. */
    private void leaveAndHalt() {
        try {
            agent.close();
            sayFarewell();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void sayFarewell() {
        final Thread farewell = new Thread(agent::printFarewell, "gossip-farewell");
        farewell.setDaemon(true);
        farewell.start();
        try {
            farewell.join(FAREWELL_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The agent ends by itself from now on. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // The process is ending already, and the hook runs: it ends with the hook's halt, and not with what
            // follows.
            awaitHalt();
        }
    }

    private static void awaitHalt() {
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
