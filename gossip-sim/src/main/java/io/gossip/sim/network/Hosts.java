package io.gossip.sim.network;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.sim.time.RandomStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All addresses ever opened in a network, in the order of their first opening. */
final class Hosts {
    private final RandomStreams streams;
    private final List<Host> inOrder = new ArrayList<>();
    private final Map<NodeAddress, Host> byAddress = new HashMap<>();

    Hosts(final RandomStreams streams) {
        this.streams = streams;
    }

    Host register(final NodeAddress address) {
        final Host known = byAddress.get(address);
        if (known != null) {
            return known;
        }
        final Host host = new Host(address, inOrder.size(), streams.stream("link/" + address));
        byAddress.put(address, host);
        inOrder.add(host);
        return host;
    }

    Host findOrNull(final NodeAddress address) {
        return byAddress.get(address);
    }

    /** For callers of the test API, whose typing errors deserve an answer. */
    Host require(final NodeAddress address) {
        final Host host = byAddress.get(address);
        if (host == null) {
            throw new InvalidValueException("no such address in this network, address=" + address);
        }
        return host;
    }

    List<Host> inOrder() {
        return inOrder;
    }
}
