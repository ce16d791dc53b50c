package io.gossip;

/** A listener's registration. */
public interface Subscription extends AutoCloseable {
    /** Ends it; idempotent. A callback that is running finishes; none begins afterwards. */
    @Override
    void close();

    /** @return events dropped because the listener was too slow; each time a {@link GossipEvent.Resync} followed */
    long droppedCount();
}
