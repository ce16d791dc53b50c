package io.gossip.core.quorum;

import static io.gossip.NodeStatus.DOWN;
import static io.gossip.NodeStatus.NOT_IN_QUORUM;
import static io.gossip.NodeStatus.SUSPECT_NOT_IN_QUORUM;
import static io.gossip.NodeStatus.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeStatus;
import io.gossip.StateEvent;
import io.gossip.core.task.TimedTask;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SelfStateMachineTest {
    private static final Map<String, NodeStatus> SHORT =
            Map.of("NIQ", NOT_IN_QUORUM, "UP", UP, "SNIQ", SUSPECT_NOT_IN_QUORUM, "DOWN", DOWN);
    private static final long TIMEOUT_NS = 60;
    private static final long NOW_NS = 1_000;

    /** The 28 cells: state, event, next state while the quorum holds, and while it does not. */
    @ParameterizedTest
    @CsvSource({
        "NIQ,  SELF_ALIVE,                        UP,   NIQ",
        "NIQ,  NODE_ALIVE,                        UP,   NIQ",
        "NIQ,  SELF_LEAVE,                        DOWN, DOWN",
        "NIQ,  NODE_LEAVE,                        NIQ,  NIQ",
        "NIQ,  UPDATE_CLUSTER_SIZE,               UP,   NIQ",
        "NIQ,  UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, UP,   NIQ",
        "NIQ,  TIMEOUT,                           NIQ,  NIQ",
        "UP,   SELF_ALIVE,                        UP,   UP",
        "UP,   NODE_ALIVE,                        UP,   UP",
        "UP,   SELF_LEAVE,                        DOWN, DOWN",
        "UP,   NODE_LEAVE,                        UP,   SNIQ",
        "UP,   UPDATE_CLUSTER_SIZE,               UP,   SNIQ",
        "UP,   UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, UP,   SNIQ",
        "UP,   TIMEOUT,                           UP,   UP",
        "SNIQ, SELF_ALIVE,                        SNIQ, SNIQ",
        "SNIQ, NODE_ALIVE,                        UP,   SNIQ",
        "SNIQ, SELF_LEAVE,                        DOWN, DOWN",
        "SNIQ, NODE_LEAVE,                        SNIQ, SNIQ",
        "SNIQ, UPDATE_CLUSTER_SIZE,               UP,   SNIQ",
        "SNIQ, UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, UP,   SNIQ",
        "SNIQ, TIMEOUT,                           UP,   NIQ",
        "DOWN, SELF_ALIVE,                        DOWN, DOWN",
        "DOWN, NODE_ALIVE,                        DOWN, DOWN",
        "DOWN, SELF_LEAVE,                        DOWN, DOWN",
        "DOWN, NODE_LEAVE,                        DOWN, DOWN",
        "DOWN, UPDATE_CLUSTER_SIZE,               DOWN, DOWN",
        "DOWN, UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, DOWN, DOWN",
        "DOWN, TIMEOUT,                           DOWN, DOWN"
    })
    void shouldFollowTheTableOfTheReference(
            final String state, final StateEvent event, final String inQuorum, final String notInQuorum) {
        check(SHORT.get(state), event, true, SHORT.get(inQuorum));
        check(SHORT.get(state), event, false, SHORT.get(notInQuorum));
    }

    private static void check(
            final NodeStatus state, final StateEvent event, final boolean inQuorum, final NodeStatus next) {
        final String cell = state + " on " + event + ", inQuorum=" + inQuorum;
        assertEquals(next, SelfStateMachine.next(state, event, inQuorum), cell);

        final Subject subject = new Subject(state);
        final long before = subject.status.deadlineNs();
        subject.inQuorum = inQuorum;
        subject.status.onEvent(event, NOW_NS);
        assertEquals(next, subject.status.status(), cell);
        final boolean isLost = state == UP && next == SUSPECT_NOT_IN_QUORUM;
        assertEquals(isLost ? NOW_NS + TIMEOUT_NS : before, subject.status.deadlineNs(), "timer of " + cell);
    }

    /** A status that was brought into a state by events. */
    private static final class Subject {
        private boolean inQuorum;
        private final SelfStatus status = new SelfStatus(TIMEOUT_NS, () -> inQuorum, (before, after) -> {});

        Subject(final NodeStatus state) {
            inQuorum = state == UP || state == SUSPECT_NOT_IN_QUORUM;
            status.onEvent(state == DOWN ? StateEvent.SELF_LEAVE : StateEvent.SELF_ALIVE, 0);
            if (state == SUSPECT_NOT_IN_QUORUM) {
                inQuorum = false;
                status.onEvent(StateEvent.NODE_LEAVE, 0);
            }
            assertEquals(state, status.status());
            assertEquals(state == SUSPECT_NOT_IN_QUORUM ? TIMEOUT_NS : TimedTask.NEVER, status.deadlineNs());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverLeaveTheFourStates(final StateEvent event) {
        for (final NodeStatus state : NodeStatus.values()) {
            for (final boolean inQuorum : new boolean[] {true, false}) {
                final NodeStatus next = SelfStateMachine.next(state, event, inQuorum);
                assertTrue(SHORT.containsValue(next), state + " -> " + next);
            }
        }
    }
}
