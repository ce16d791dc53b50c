package io.gossip.core.wire;

import io.gossip.NodeStatus;

/** What a node says of its own status, by its number on the wire, which is that of {@link NodeStatus#code}. */
public final class ReportedStatus {
    private static final int MAX_CODE = NodeStatus.values().length - 1;

    private ReportedStatus() {}

    /** @return the status of that number, INVALID when there is none here: a newer sender, or rubbish */
    public static NodeStatus fromCode(final int code) {
        return code >= 0 && code <= MAX_CODE ? NodeStatus.fromCode(code) : NodeStatus.INVALID;
    }
}
