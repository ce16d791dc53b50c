package io.gossip.transport.udp;

import io.gossip.testkit.transport.TransportPeer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when a test says so: timeouts are tested without waiting for them. */
final class TestClock implements LongSupplier {
    private final AtomicLong nowNs = new AtomicLong();

    @Override
    public long getAsLong() {
        return nowNs.get();
    }

    void advance(final Duration duration) {
        nowNs.addAndGet(duration.toNanos());
    }

    /** @return a transport that lives in this time */
    TransportPeer open(final UdpTransportConfig config) {
        return new TransportPeer(UdpTransport.open(config, new Lanes.Outside(this, InetAddress::getAllByName)));
    }
}
