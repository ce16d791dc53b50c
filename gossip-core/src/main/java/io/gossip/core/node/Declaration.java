package io.gossip.core.node;

import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The membership the application declared: one immutable snapshot, so that no evaluation ever sees half of a change.
 *
 * @param number rises with each declaration
 * @param nodes by id; empty before the first declaration
 */
record Declaration(long number, Map<NodeId, NodeUpdate> nodes) {
    static final Declaration NONE = new Declaration(0, Map.of());

    Declaration {
        if (nodes == null) {
            throw new InvalidValueException("must not be null, nodes=null");
        }
        final Map<NodeId, NodeUpdate> copy = new TreeMap<>();
        for (final Map.Entry<NodeId, NodeUpdate> entry : nodes.entrySet()) {
            if (entry.getKey() == null || entry.getValue() == null) {
                throw new InvalidValueException(
                        "declared node must not be null, nodeId=" + entry.getKey() + " update=" + entry.getValue());
            }
            copy.put(entry.getKey(), entry.getValue());
        }
        nodes = Collections.unmodifiableMap(copy);
    }

    /** @return how many of the declared nodes count for quorum */
    int quorumMembers() {
        return (int) nodes.values().stream().filter(NodeUpdate::quorumMember).count();
    }
}
