package io.gossip;

/** A call named a node that is not shown here, or not declared where that is asked for. Nothing was changed. */
public class UnknownNodeException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param nodeId the id nobody here knows */
    public UnknownNodeException(final NodeId nodeId) {
        super("unknown node, nodeId=" + (nodeId == null ? "null" : "'" + Checks.shown(nodeId.value()) + "'"));
    }
}
