package io.gossip.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.NodeStatus;
import io.gossip.StateEvent;
import io.gossip.core.task.TimedTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfStatusTest {
    private static final long TIMEOUT_NS = 60;

    private boolean inQuorum;
    private final List<String> changes = new ArrayList<>();
    private final SelfStatus status =
            new SelfStatus(TIMEOUT_NS, () -> inQuorum, (before, after) -> changes.add(before + "->" + after));

    private void event(final StateEvent event, final boolean quorum, final long nowNs) {
        inQuorum = quorum;
        status.onEvent(event, nowNs);
    }

    private void up(final long nowNs) {
        event(StateEvent.UPDATE_CLUSTER_SIZE, true, nowNs);
    }

    private void lose(final long nowNs) {
        event(StateEvent.NODE_LEAVE, false, nowNs);
    }

    @Test
    void shouldBeginOutOfQuorumWithoutATimer() {
        assertEquals(NodeStatus.NOT_IN_QUORUM, status.status());
        assertEquals(TimedTask.NEVER, status.deadlineNs());
    }

    @Test
    void shouldGiveUpWhenTheQuorumStaysLost() {
        up(0);
        lose(10);
        assertEquals(10 + TIMEOUT_NS, status.deadlineNs());
        status.run(70);
        assertEquals(NodeStatus.NOT_IN_QUORUM, status.status());
        assertEquals(TimedTask.NEVER, status.deadlineNs());
        assertEquals(
                List.of("NOT_IN_QUORUM->UP", "UP->SUSPECT_NOT_IN_QUORUM", "SUSPECT_NOT_IN_QUORUM->NOT_IN_QUORUM"),
                changes);
    }

    @Test
    void shouldNotRestartTheTimerWhenMoreIsLost() {
        up(0);
        lose(10);
        lose(30);
        event(StateEvent.UPDATE_CLUSTER_SIZE, false, 40);
        assertEquals(10 + TIMEOUT_NS, status.deadlineNs());
    }

    @Test
    void shouldCountFromTheLastLossWhenItWasRegainedInBetween() {
        up(0);
        lose(10);
        event(StateEvent.NODE_ALIVE, true, 20);
        assertEquals(NodeStatus.UP, status.status());
        lose(50);
        assertEquals(50 + TIMEOUT_NS, status.deadlineNs());
        status.run(110);
        assertEquals(NodeStatus.NOT_IN_QUORUM, status.status());
    }

    @Test
    void shouldChangeNothingWhenTheTimerFiresInUp() {
        up(0);
        lose(10);
        event(StateEvent.NODE_ALIVE, true, 20);
        changes.clear();
        inQuorum = false;
        status.run(70);
        assertEquals(NodeStatus.UP, status.status());
        assertEquals(List.of(), changes);
        assertEquals(TimedTask.NEVER, status.deadlineNs());
    }

    @Test
    void shouldComeUpWhenTheQuorumHoldsAtTheTimeout() {
        up(0);
        lose(10);
        inQuorum = true;
        status.run(70);
        assertEquals(NodeStatus.UP, status.status());
    }

    @Test
    void shouldStayDownWhenTheTimerFiresAfterLeaving() {
        up(0);
        lose(10);
        event(StateEvent.SELF_LEAVE, false, 20);
        inQuorum = true;
        status.run(70);
        assertEquals(NodeStatus.DOWN, status.status());
        up(80);
        assertEquals(NodeStatus.DOWN, status.status());
    }
}
