package io.gossip.cli.query;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.cli.control.FieldReader;
import io.gossip.cli.control.FieldWriter;
import java.util.Optional;

/**
 * One node as an agent sees it.
 *
 * @param node the node
 * @param status the agent's opinion of it; of itself, its own status
 * @param reportedStatus what the node itself last said of its own; INVALID when nothing yet
 * @param isSuspected whether a suspicion is open
 * @param address where it is reached, if known
 * @param isQuorumMember whether it counts for quorum; in open membership, whether it has not left
 * @param incarnation what it last said of itself, as {@link Incarnation} prints it
 * @param keys live keys of it that the agent holds, from 0
 */
public record MemberRow(
        NodeId node,
        NodeStatus status,
        NodeStatus reportedStatus,
        boolean isSuspected,
        Optional<NodeAddress> address,
        boolean isQuorumMember,
        String incarnation,
        long keys) {

    /** @return the row as fields */
    public FieldWriter toFields() {
        return new FieldWriter()
                .text(node.value())
                .int64(status.code())
                .int64(reportedStatus.code())
                .flag(isSuspected)
                .text(address.map(NodeAddress::toString).orElse(""))
                .flag(isQuorumMember)
                .text(incarnation)
                .int64(keys);
    }

    /** @return the inverse of {@link #toFields} */
    static MemberRow fromFields(final FieldReader fields) {
        final NodeId node = NodeId.of(fields.text());
        final NodeStatus status = NodeStatus.fromCode(fields.count());
        final NodeStatus reportedStatus = NodeStatus.fromCode(fields.count());
        final boolean isSuspected = fields.flag();
        final String address = fields.text();
        return new MemberRow(
                node,
                status,
                reportedStatus,
                isSuspected,
                address.isEmpty() ? Optional.empty() : Optional.of(NodeAddress.parse(address)),
                fields.flag(),
                fields.text(),
                fields.int64());
    }
}
