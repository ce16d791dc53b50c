package io.gossip.sim.network;

import io.gossip.NodeAddress;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.VirtualClock;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.Trace;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network with processes that only note what they get: the workbench of the tests beside. */
final class TestNetwork {
    static final Duration LATENCY = Duration.ofMillis(1);

    final VirtualTime time = new VirtualTime();
    final Trace trace = new Trace(time, 50);
    final VirtualNetwork network;

    TestNetwork(final long seed) {
        this(seed, LinkModel.fixed(LATENCY), NetworkLimits.defaults());
    }

    TestNetwork(final long seed, final LinkModel link, final NetworkLimits limits) {
        network = new VirtualNetwork(time, new RandomStreams(seed), trace, limits, link);
    }

    static NodeAddress address(final int number) {
        return new NodeAddress("10.0.0." + number, 7946);
    }

    Node open(final int number) {
        return new Node(network.open(address(number)));
    }

    void runMs(final long ms) {
        time.run(Duration.ofMillis(ms));
    }

    record Received(Lane lane, NodeAddress source, long number, int length, long elapsedNs) {}

    /** Sends numbered packets and notes those it gets. */
    final class Node implements VirtualProcess {
        final VirtualTransport transport;
        final ProcessRunner runner;
        final List<Received> received = new ArrayList<>();
        long deadlineNs = Long.MAX_VALUE;
        final List<Long> runs = new ArrayList<>();
        private final NioBuffer out = NioBuffer.allocate(3 << 20);

        Node(final VirtualTransport transport) {
            this.transport = transport;
            runner = new ProcessRunner(network, transport, new VirtualClock(time, -time.nowNs()), this);
        }

        NodeAddress address() {
            return transport.localAddress();
        }

        int send(final Node to, final long number) {
            return send(Lane.BEST_EFFORT, to, number, Long.BYTES);
        }

        int sendReliably(final Node to, final long number) {
            return send(Lane.RELIABLE, to, number, Long.BYTES);
        }

        int send(final Lane lane, final Node to, final long number, final int length) {
            out.putLong(0, number);
            return transport.send(lane, to.address(), out, 0, length);
        }

        List<Long> numbers() {
            return received.stream().map(Received::number).toList();
        }

        @Override
        public int doWork(final long nowNs) {
            runs.add(nowNs);
            if (deadlineNs <= nowNs) {
                deadlineNs = Long.MAX_VALUE;
            }
            return transport.poll(
                    (lane, source, buffer, offset, length) -> received.add(new Received(
                            lane, source, length < Long.BYTES ? -1 : buffer.getLong(offset), length, time.elapsedNs())),
                    10);
        }

        @Override
        public long nextDeadlineNs() {
            return deadlineNs;
        }
    }
}
