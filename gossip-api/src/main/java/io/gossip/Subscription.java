package io.gossip;

/** A listener's registration. */
public interface Subscription extends AutoCloseable {
    /** Ends it; idempotent. One callback that is under way, or about to be, is let finish and not waited for. */
    @Override
    void close();

    /** @return events dropped because the listener was too slow; each time a {@link GossipEvent.Resync} followed */
    long droppedCount();
}
