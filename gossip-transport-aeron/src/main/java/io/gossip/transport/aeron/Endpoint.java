package io.gossip.transport.aeron;

import io.aeron.Aeron;
import io.aeron.Subscription;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Where this node listens: one subscription for each lane, behind one socket of the driver. The tag of its channel is this
 * client's own, so that a driver that others use as well refuses an address that one of them has, instead of letting both
 * have it. Driving thread only.
 */
final class Endpoint {
    private static final long NONE = Aeron.NULL_VALUE;

    /** Between two attempts: after a close, the driver takes a moment to let go of the socket. */
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What the driver says then; it has no code of its own for it. */
    private static final String IN_USE = "already in use";

    private final Aeron aeron;
    private final String channel;
    private final Half packets;
    private final Half messages;
    private final AeronCounters counters;
    private RuntimeException failure;
    private long nextNs;
    private int port;

    /** One lane's subscription. */
    private static final class Half {
        private final IncomingLane lane;
        private long registrationId = NONE;
        private Subscription subscription;

        Half(final IncomingLane lane) {
            this.lane = lane;
        }
    }

    /** @param bind port 0 for any free one */
    Endpoint(
            final Aeron aeron,
            final InetSocketAddress bind,
            final IncomingLane packets,
            final IncomingLane messages,
            final AeronCounters counters) {
        this.aeron = aeron;
        this.channel = "aeron:udp?endpoint=" + OutgoingLane.text(bind) + "|tags=" + aeron.nextCorrelationId();
        this.packets = new Half(packets);
        this.messages = new Half(messages);
        this.counters = counters;
        this.port = bind.getPort();
    }

    boolean isReady() {
        return packets.subscription != null && messages.subscription != null;
    }

    /** @return why the last attempt failed, or null */
    RuntimeException failureOrNull() {
        return failure;
    }

    /** @return whether that may pass by itself soon */
    boolean isInUse() {
        return failure != null && String.valueOf(failure.getMessage()).contains(IN_USE);
    }

    /** @return the real one, once it is ready */
    int port() {
        return port;
    }

    Subscription packets() {
        return packets.subscription;
    }

    Subscription messages() {
        return messages.subscription;
    }

    /** Goes on with taking the endpoint, until that is done. */
    void work(final long nowNs) {
        if (isReady() || nowNs < nextNs) {
            return;
        }
        try {
            if (subscribe(packets) && subscribe(messages)) {
                port = packets.subscription.localSocketAddresses().isEmpty() ? port : resolvedPort();
            }
        } catch (final RuntimeException e) {
            counters.increment(AeronCounter.BIND_FAILURES);
            failure = e;
            nextNs = nowNs + RETRY_NS;
            reset(packets);
            reset(messages);
        }
    }

    private int resolvedPort() {
        final String resolved = packets.subscription.localSocketAddresses().get(0);
        return Integer.parseInt(resolved.substring(resolved.lastIndexOf(':') + 1));
    }

    private boolean subscribe(final Half half) {
        if (half.subscription != null) {
            return true;
        }
        if (half.registrationId == NONE) {
            half.registrationId = aeron.asyncAddSubscription(
                    channel + half.lane.traits().channelOption(),
                    half.lane.traits().streamId(),
                    half.lane::onAvailable,
                    half.lane::onUnavailable);
        }
        half.subscription = aeron.getSubscription(half.registrationId);
        return half.subscription != null;
    }

    private void reset(final Half half) {
        if (half.subscription != null) {
            half.subscription.close();
        } else if (half.registrationId != NONE) {
            aeron.asyncRemoveSubscription(half.registrationId);
        }
        half.subscription = null;
        half.registrationId = NONE;
    }
}
