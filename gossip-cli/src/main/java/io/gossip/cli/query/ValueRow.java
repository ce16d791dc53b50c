package io.gossip.cli.query;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.cli.control.FieldReader;
import io.gossip.cli.control.FieldWriter;

/**
 * One node's value of a key, as an agent holds it.
 *
 * @param node whose it is
 * @param status the agent's opinion of that node
 * @param value the bytes, not copied
 */
public record ValueRow(NodeId node, NodeStatus status, byte[] value) {
    /** @return the row as fields */
    public FieldWriter toFields() {
        return new FieldWriter().text(node.value()).int64(status.code()).bytes(value);
    }

    /** @return the inverse of {@link #toFields} */
    static ValueRow fromFields(final FieldReader fields) {
        return new ValueRow(NodeId.of(fields.text()), NodeStatus.fromCode(fields.count()), fields.bytes());
    }
}
