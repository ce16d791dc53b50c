package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StateEvent;
import io.gossip.core.quorum.SelfStateMachine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points 18 to 23: a node's own status, moved by events and by one timer. */
class StateMachineContractTest {
    private static final Map<String, NodeStatus> STATES = Map.of(
            "NIQ",
            NodeStatus.NOT_IN_QUORUM,
            "UP",
            NodeStatus.UP,
            "SNIQ",
            NodeStatus.SUSPECT_NOT_IN_QUORUM,
            "DOWN",
            NodeStatus.DOWN);
    private static final List<String> COLUMNS = List.of("NIQ", "UP", "SNIQ", "DOWN");
    private static final Duration SHORT_OF = ContractNetwork.QUORUM_TIMEOUT.minusMillis(1);
    private static final Duration A_LITTLE = Duration.ofMillis(2);

    private final ContractNetwork net = new ContractNetwork(18);

    /** Next states by event, one column per state; "x?y" is x while the quorum holds, and else y. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SELF_ALIVE,                        UP?NIQ, UP,      SNIQ,    DOWN",
        "NODE_ALIVE,                        UP?NIQ, UP,      UP?SNIQ, DOWN",
        "SELF_LEAVE,                        DOWN,   DOWN,    DOWN,    DOWN",
        "NODE_LEAVE,                        NIQ,    UP?SNIQ, SNIQ,    DOWN",
        "UPDATE_CLUSTER_SIZE,               UP?NIQ, UP?SNIQ, UP?SNIQ, DOWN",
        "UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, UP?NIQ, UP?SNIQ, UP?SNIQ, DOWN",
        "TIMEOUT,                           NIQ,    UP,      UP?NIQ,  DOWN"
    })
    void point18ShouldFollowEachOfTheCells(
            final StateEvent event, final String niq, final String up, final String sniq, final String down) {
        final List<String> cells = List.of(niq, up, sniq, down);
        for (int i = 0; i < cells.size(); i++) {
            final String[] next = cells.get(i).split("\\?");
            final NodeStatus state = STATES.get(COLUMNS.get(i));
            assertEquals(STATES.get(next[0]), SelfStateMachine.next(state, event, true), COLUMNS.get(i));
            assertEquals(STATES.get(next[next.length - 1]), SelfStateMachine.next(state, event, false), COLUMNS.get(i));
        }
    }

    /** The same as a running node goes through it: it is never NOT_IN_QUORUM without having been suspected. */
    @Test
    void point18ShouldGoThroughTheStatesInOrder() {
        final ContractNode a = alone();
        lose(a);
        net.run(ContractNetwork.QUORUM_TIMEOUT.plus(A_LITTLE));
        regain(a);
        a.leave();
        assertEquals(
                List.of(
                        NodeStatus.UP,
                        NodeStatus.SUSPECT_NOT_IN_QUORUM,
                        NodeStatus.NOT_IN_QUORUM,
                        NodeStatus.UP,
                        NodeStatus.DOWN),
                a.events().stream()
                        .filter(event -> event instanceof GossipEvent.SelfStatusChanged)
                        .map(event -> ((GossipEvent.SelfStatusChanged) event).after())
                        .toList());
    }

    /** A node that is the only declared member, and UP. */
    private ContractNode alone() {
        net.cluster("a");
        return net.get("a");
    }

    private void lose(final ContractNode node) {
        declare(node, 3);
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, node.self());
    }

    private void regain(final ContractNode node) {
        declare(node, 1);
        assertEquals(NodeStatus.UP, node.self());
    }

    private void declare(final ContractNode node, final int members) {
        final Map<NodeId, NodeUpdate> declared = new HashMap<>(net.members("a"));
        for (int i = 1; i < members; i++) {
            declared.put(NodeId.of("never" + i), new NodeUpdate(Optional.empty(), true, ""));
        }
        node.declarations().updateCluster(declared);
        net.settle();
    }

    /** The timer runs from the moment at which UP is lost, for exactly the quorum timeout. */
    @Test
    void point19ShouldStartTheTimerWhenUpIsLost() {
        final ContractNode a = alone();
        net.run(ContractNetwork.QUORUM_TIMEOUT);
        assertEquals(NodeStatus.UP, a.self());
        lose(a);
        net.run(SHORT_OF);
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        net.run(A_LITTLE);
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
    }

    /** More bad news while the quorum is lost does not put the verdict off. */
    @Test
    void point20ShouldNotRestartTheTimerWhileSuspect() {
        final ContractNode a = alone();
        lose(a);
        for (int i = 4; i < 10; i++) {
            net.run(Duration.ofSeconds(9));
            declare(a, i);
        }
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        net.run(Duration.ofSeconds(6));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
    }

    /** Lost, regained and lost again: only the second loss counts; lost and regained: the timer is harmless. */
    @Test
    void point21ShouldLetTheNewerTimerWin() {
        final ContractNode a = alone();
        lose(a);
        net.run(Duration.ofSeconds(30));
        regain(a);
        net.run(Duration.ofSeconds(10));
        lose(a);
        net.run(Duration.ofSeconds(59));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self(), "the first timer would have fired by now");
        net.run(Duration.ofSeconds(2));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        regain(a);
        lose(a);
        regain(a);
        net.run(ContractNetwork.QUORUM_TIMEOUT.multipliedBy(2));
        assertEquals(NodeStatus.UP, a.self());
    }

    /** Who has begun to leave is DOWN, whatever comes, and after the stop as well. */
    @Test
    void point22ShouldStayDown() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        a.node().leave(a.clock().monotonicNs());
        a.runNow();
        assertEquals(NodeStatus.DOWN, a.self());
        declare(a, 1);
        assertEquals(NodeStatus.DOWN, a.self());
        net.await("it has stopped", () -> a.node().isStopped());
        declare(a, 1);
        net.run(ContractNetwork.QUORUM_TIMEOUT.multipliedBy(2));
        assertEquals(NodeStatus.DOWN, a.self());
    }

    /** Each start begins out of quorum, whatever the last run ended with, and with no timer of that. */
    @Test
    void point23ShouldBeginEachStartOutOfQuorum() {
        final ContractNode a = alone();
        lose(a);
        a.stop();
        assertEquals(NodeStatus.DOWN, a.self());
        a.start();
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        net.run(ContractNetwork.QUORUM_TIMEOUT.multipliedBy(2));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        regain(a);
        a.leave();
        a.start();
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
    }
}
