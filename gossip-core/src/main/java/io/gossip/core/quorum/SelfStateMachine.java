package io.gossip.core.quorum;

import io.gossip.NodeStatus;
import io.gossip.StateEvent;

/**
 * The 28 cells of this node's quorum state machine. A pure function; states other than the four are treated as DOWN,
 * which nothing but a new start leaves.
 */
public final class SelfStateMachine {
    private SelfStateMachine() {}

    /**
     * @param state the present status
     * @param event what happened
     * @param inQuorum whether the quorum holds now; looked at only where the cell says so
     * @return the next status
     */
    public static NodeStatus next(final NodeStatus state, final StateEvent event, final boolean inQuorum) {
        if (event == StateEvent.SELF_LEAVE) {
            return NodeStatus.DOWN;
        }
        return switch (state) {
            case NOT_IN_QUORUM -> fromNotInQuorum(event, inQuorum);
            case UP -> fromUp(event, inQuorum);
            case SUSPECT_NOT_IN_QUORUM -> fromSuspect(event, inQuorum);
            default -> NodeStatus.DOWN;
        };
    }

    private static NodeStatus fromNotInQuorum(final StateEvent event, final boolean inQuorum) {
        return switch (event) {
            case NODE_LEAVE, TIMEOUT -> NodeStatus.NOT_IN_QUORUM;
            default -> inQuorum ? NodeStatus.UP : NodeStatus.NOT_IN_QUORUM;
        };
    }

    private static NodeStatus fromUp(final StateEvent event, final boolean inQuorum) {
        return switch (event) {
            case SELF_ALIVE, NODE_ALIVE, TIMEOUT -> NodeStatus.UP;
            default -> inQuorum ? NodeStatus.UP : NodeStatus.SUSPECT_NOT_IN_QUORUM;
        };
    }

    private static NodeStatus fromSuspect(final StateEvent event, final boolean inQuorum) {
        return switch (event) {
            case SELF_ALIVE, NODE_LEAVE -> NodeStatus.SUSPECT_NOT_IN_QUORUM;
            case TIMEOUT -> inQuorum ? NodeStatus.UP : NodeStatus.NOT_IN_QUORUM;
            default -> inQuorum ? NodeStatus.UP : NodeStatus.SUSPECT_NOT_IN_QUORUM;
        };
    }
}
