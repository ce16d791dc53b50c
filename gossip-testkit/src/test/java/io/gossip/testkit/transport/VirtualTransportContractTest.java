package io.gossip.testkit.transport;

import io.gossip.NodeAddress;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.NetworkLimits;
import io.gossip.sim.network.VirtualNetwork;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.Trace;
import io.gossip.spi.Transport;
import java.util.Optional;

/** The virtual network keeps the contract, but for what needs more than the simulation's one thread. */
class VirtualTransportContractTest extends TransportContract {
    private final VirtualTime time = new VirtualTime();
    private final VirtualNetwork network = new VirtualNetwork(
            time, new RandomStreams(1), new Trace(time, 16), NetworkLimits.defaults(), LinkModel.lan());
    private int lastPort;

    @Override
    protected Transport open() {
        lastPort++;
        return network.open(new NodeAddress("10.0.0.1", lastPort));
    }

    @Override
    protected Transport openAgain(final NodeAddress address) {
        return network.open(address);
    }

    @Override
    protected void letTimePass(final Transport transport, final long spanNs) {
        time.runUntil(time.nowNs() + spanNs);
    }

    @Override
    protected boolean isConcurrent() {
        return false;
    }

    /** An address nobody has registered is refused: its host is not there. */
    @Override
    protected Optional<NodeAddress> unresolvable() {
        return Optional.of(new NodeAddress("10.0.0.2", 1));
    }
}
