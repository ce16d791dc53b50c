package io.gossip.spi.address;

import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names the senders of packets. Those seen lately are remembered, so that naming them again allocates nothing. Bounded:
 * the one not seen for longest gives way. One thread.
 */
public final class SourceAddresses {
    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL_CAPACITY = 64;

    private final Map<SocketAddress, NodeAddress> known;
    private SocketAddress lastSeen;
    private NodeAddress lastNamed;

    /** @param capacity number of senders remembered */
    public SourceAddresses(final int capacity) {
        known = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<SocketAddress, NodeAddress> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * @param source as the JDK reports it: an {@link InetSocketAddress} with an address
     * @return the same as a node address, the host a canonical literal
     */
    public NodeAddress nameOf(final SocketAddress source) {
        // The JDK hands out the same object while the sender stays the same.
        if (source != lastSeen) {
            NodeAddress name = known.get(source);
            if (name == null) {
                name = toNodeAddress((InetSocketAddress) source);
                known.put(source, name);
            }
            lastSeen = source;
            lastNamed = name;
        }
        return lastNamed;
    }

    /** @return the same address; port and literal are taken over as they are */
    public static NodeAddress toNodeAddress(final InetSocketAddress source) {
        return new NodeAddress(
                IpLiteral.format(Arguments.notNull(source, "source").getAddress()), source.getPort());
    }
}
