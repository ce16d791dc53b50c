package io.gossip.sim;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.UnknownNodeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is there and where: the nodes of a virtual cluster in the order of their addition. */
final class NodeTable {
    private static final int HOSTS_PER_NET = 250;
    private static final int NETS = 250;

    private final Map<NodeId, VirtualNode> nodes = new LinkedHashMap<>();
    private List<NodeAddress> seeds = List.of();

    Collection<VirtualNode> all() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    VirtualNode require(final String id) {
        final VirtualNode node = nodes.get(NodeId.of(id));
        if (node == null) {
            throw new UnknownNodeException(NodeId.of(id));
        }
        return node;
    }

    void requireUnused(final NodeId id) {
        if (nodes.containsKey(id)) {
            throw new InvalidValueException("node exists, nodeId=" + id);
        }
    }

    void add(final VirtualNode node) {
        nodes.put(node.id(), node);
    }

    /** @return an address that nobody was given: 10.0.0.1 and on, 250 hosts to a net */
    NodeAddress nextAddress() {
        final int index = nodes.size();
        final int net = index / HOSTS_PER_NET;
        return new NodeAddress(
                "10." + net / NETS + "." + net % NETS + "." + (index % HOSTS_PER_NET + 1), VirtualCluster.PORT);
    }

    /** Makes the first nodes seeds of all, at the addresses they have now. */
    void chooseSeeds(final int count) {
        seeds = nodes.values().stream().limit(count).map(VirtualNode::address).toList();
    }

    List<NodeAddress> seedsFor(final VirtualNode node) {
        final List<NodeAddress> others = new ArrayList<>(seeds);
        others.remove(node.address());
        return others;
    }

    /** @return all nodes as quorum members, where they are now */
    Map<NodeId, NodeUpdate> declaration() {
        final Map<NodeId, NodeUpdate> declared = new LinkedHashMap<>();
        nodes.forEach((id, node) -> declared.put(id, NodeUpdate.member(node.address())));
        return declared;
    }
}
