package io.gossip.transport.aeron;

import io.aeron.Aeron;
import io.aeron.Subscription;
import io.gossip.spi.Lane;
import io.gossip.spi.address.IpLiteral;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where this node listens: for each lane a subscription behind one socket of the driver, and one in the driver's memory for
 * those who share it. The tag of the socket's channel is this client's own, so that a driver that others use as well refuses an
 * address that one of them has, instead of letting both have it. Driving thread only.
 */
final class Endpoint {
    /** Between two attempts: after a close, the driver takes a moment to let go of the socket. */
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What the driver says then; it has no code of its own for it. */
    private static final String IN_USE = "already in use";

    private static final String MEMORY = "aeron:ipc";

    /** Streams in the driver's memory are everybody's: above what people choose. */
    private static final int MEMORY_STREAMS = 0x4000_0000;

    private final Aeron aeron;
    private final AeronCounters counters;
    private final InetSocketAddress bind;
    private final EndpointStream packets;
    private final EndpointStream messages;
    private final EndpointStream nearPackets;
    private final EndpointStream nearMessages;
    private final List<EndpointStream> all;
    private RuntimeException failure;
    private long nextNs;
    private int port;

    /** @param bind port 0 for any free one */
    Endpoint(
            final Aeron aeron,
            final InetSocketAddress bind,
            final IncomingLane packets,
            final IncomingLane messages,
            final AeronCounters counters) {
        this.aeron = aeron;
        this.counters = counters;
        this.bind = bind;
        this.port = bind.getPort();
        final String channel =
                "aeron:udp?endpoint=" + text(bind, bind.getPort()) + "|tags=" + aeron.nextCorrelationId();
        this.packets = overNetwork(packets, channel);
        this.messages = overNetwork(messages, channel);
        this.nearPackets = overMemory(packets);
        this.nearMessages = overMemory(messages);
        this.all = List.of(this.packets, this.messages, nearPackets, nearMessages);
    }

    private static EndpointStream overNetwork(final IncomingLane lane, final String channel) {
        final LaneTraits traits = lane.traits();
        return new EndpointStream(lane, channel + traits.channelOption(), traits.streamId());
    }

    /** Numbers that the driver gives out once. */
    private EndpointStream overMemory(final IncomingLane lane) {
        final int number = (int) aeron.nextCorrelationId() & (MEMORY_STREAMS - 1);
        return new EndpointStream(lane, MEMORY, MEMORY_STREAMS | number);
    }

    /** @return an address with a port, as Aeron spells it */
    static String text(final InetSocketAddress address, final int port) {
        final String host = IpLiteral.format(address.getAddress());
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    /** @return where it listens; the port may be 0 */
    InetSocketAddress bind() {
        return bind;
    }

    boolean isReady() {
        return packets.isReady() && messages.isReady() && nearPackets.isReady() && nearMessages.isReady();
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

    /** @return what comes over the network, once it is ready */
    Subscription ofNetwork(final Lane lane) {
        return (lane == Lane.BEST_EFFORT ? packets : messages).subscription();
    }

    /** @return what comes from those who share the driver, once it is ready */
    Subscription ofMemory(final Lane lane) {
        return (lane == Lane.BEST_EFFORT ? nearPackets : nearMessages).subscription();
    }

    /** @return the stream of those who share the driver */
    int memoryStreamId(final Lane lane) {
        return (lane == Lane.BEST_EFFORT ? nearPackets : nearMessages).streamId();
    }

    /** Goes on with taking the endpoint, until that is done. */
    void work(final long nowNs) {
        if (isReady() || nowNs < nextNs) {
            return;
        }
        try {
            // One after the other: the second one is to find the socket of the first.
            int taken = 0;
            while (taken < all.size() && all.get(taken).subscribe(aeron)) {
                taken++;
            }
            if (taken == all.size()) {
                port = packets.subscription().localSocketAddresses().isEmpty() ? port : resolvedPort();
            }
        } catch (final RuntimeException e) {
            counters.increment(AeronCounter.BIND_FAILURES);
            failure = e;
            nextNs = nowNs + RETRY_NS;
            all.forEach(stream -> stream.reset(aeron));
        }
    }

    private int resolvedPort() {
        final String resolved = packets.subscription().localSocketAddresses().get(0);
        return Integer.parseInt(resolved.substring(resolved.lastIndexOf(':') + 1));
    }
}
