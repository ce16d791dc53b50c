package io.gossip.core.quorum;

import static io.gossip.NodeStatus.DOWN;
import static io.gossip.NodeStatus.NOT_IN_QUORUM;
import static io.gossip.NodeStatus.SUSPECT_NOT_IN_QUORUM;
import static io.gossip.NodeStatus.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.NodeStatus;
import io.gossip.StateEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SelfStateMachineTest {
    private static final Map<String, NodeStatus> SHORT =
            new HashMap<>(Map.of("NIQ", NOT_IN_QUORUM, "UP", UP, "SNIQ", SUSPECT_NOT_IN_QUORUM, "DOWN", DOWN));

    /** Each cell reads "next with quorum / next without". */
    @ParameterizedTest
    @CsvSource({
        "SELF_ALIVE,                        UP/NIQ,    UP/UP,     SNIQ/SNIQ, DOWN/DOWN",
        "NODE_ALIVE,                        UP/NIQ,    UP/UP,     UP/SNIQ,   DOWN/DOWN",
        "SELF_LEAVE,                        DOWN/DOWN, DOWN/DOWN, DOWN/DOWN, DOWN/DOWN",
        "NODE_LEAVE,                        NIQ/NIQ,   UP/SNIQ,   SNIQ/SNIQ, DOWN/DOWN",
        "UPDATE_CLUSTER_SIZE,               UP/NIQ,    UP/SNIQ,   UP/SNIQ,   DOWN/DOWN",
        "UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, UP/NIQ,    UP/SNIQ,   UP/SNIQ,   DOWN/DOWN",
        "TIMEOUT,                           NIQ/NIQ,   UP/UP,     UP/NIQ,    DOWN/DOWN"
    })
    void shouldFollowTheTableOfTheReference(
            final StateEvent event, final String niq, final String up, final String sniq, final String down) {
        check(event, NOT_IN_QUORUM, niq);
        check(event, UP, up);
        check(event, SUSPECT_NOT_IN_QUORUM, sniq);
        check(event, DOWN, down);
    }

    private static void check(final StateEvent event, final NodeStatus state, final String cell) {
        final String[] next = cell.split("/");
        assertEquals(SHORT.get(next[0]), SelfStateMachine.next(state, event, true), state + " in quorum");
        assertEquals(SHORT.get(next[1]), SelfStateMachine.next(state, event, false), state + " not in quorum");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverLeaveTheFourStates(final StateEvent event) {
        for (final NodeStatus state : NodeStatus.values()) {
            for (final boolean inQuorum : new boolean[] {true, false}) {
                final NodeStatus next = SelfStateMachine.next(state, event, inQuorum);
                assertEquals(true, SHORT.containsValue(next), state + " -> " + next);
            }
        }
    }
}
