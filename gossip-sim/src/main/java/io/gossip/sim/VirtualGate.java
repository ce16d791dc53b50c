package io.gossip.sim;

import io.gossip.core.node.Gate;
import io.gossip.sim.network.VirtualTransport;
import io.gossip.spi.Transport;

/** Shuts and opens a virtual transport as a node's failure domain demands. */
record VirtualGate(VirtualTransport virtual) implements Gate {
    @Override
    public Transport transport() {
        return virtual;
    }

    @Override
    public void open() {
        virtual.reopen();
    }

    @Override
    public void shut() {
        virtual.shut();
    }

    @Override
    public boolean isOpen() {
        return !virtual.isShut();
    }
}
