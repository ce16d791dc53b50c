package io.gossip.transport.aeron;

import io.aeron.Aeron;
import io.aeron.Subscription;

/** One of the streams that a node listens to, for one lane. Driving thread only. */
final class EndpointStream {
    private static final long NONE = Aeron.NULL_VALUE;

    private final IncomingLane lane;
    private final String channel;
    private final int streamId;
    private long registrationId = NONE;
    private Subscription subscription;

    EndpointStream(final IncomingLane lane, final String channel, final int streamId) {
        this.lane = lane;
        this.channel = channel;
        this.streamId = streamId;
    }

    int streamId() {
        return streamId;
    }

    /** @return null before {@link #subscribe} was true */
    Subscription subscription() {
        return subscription;
    }

    boolean isReady() {
        return subscription != null;
    }

    /**
     * @return whether the driver has taken it
     * @throws RuntimeException of Aeron, when the driver refuses it
     */
    boolean subscribe(final Aeron aeron) {
        if (subscription == null && registrationId == NONE) {
            registrationId = aeron.asyncAddSubscription(channel, streamId, lane::onAvailable, lane::onUnavailable);
        }
        if (subscription == null) {
            subscription = aeron.getSubscription(registrationId);
        }
        return subscription != null;
    }

    void reset(final Aeron aeron) {
        if (subscription != null) {
            subscription.close();
        } else if (registrationId != NONE) {
            aeron.asyncRemoveSubscription(registrationId);
        }
        subscription = null;
        registrationId = NONE;
    }
}
