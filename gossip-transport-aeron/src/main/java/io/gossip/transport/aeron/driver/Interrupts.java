package io.gossip.transport.aeron.driver;

/** Aeron maps files on the calling thread, and an interrupted thread closes the file it touches. */
public final class Interrupts {
    private Interrupts() {}

    /** @return whether the calling thread was interrupted, for {@link #resume}; it no longer is */
    public static boolean pause() {
        return Thread.interrupted();
    }

    /** Gives the status back. */
    public static void resume(final boolean wasInterrupted) {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
