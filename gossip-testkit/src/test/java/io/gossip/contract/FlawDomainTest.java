package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterDomainState;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F11, F14 and F15: the map of active domains, and the verdict on who was lost with a domain. */
class FlawDomainTest {
    private static final Duration PROBATION = Duration.ofSeconds(40);

    private final ContractNetwork net = new ContractNetwork(11);

    private void started(final String... ids) {
        for (final String id : ids) {
            net.node(id, config -> config.clusterDomain(id.substring(0, 1))
                    .probation(PROBATION)
                    .quorumProvider(QuorumProvider.failureDomains()));
        }
        net.activateAll("a", "b");
        net.startAll();
    }

    /** F11: a domain that is missing in the new map is inactive, and nobody notices: the quorum is not looked at. */
    @Test
    void f11ShouldTakeADroppedDomainForAChange() {
        started("a1", "b1");
        final ContractNode a = net.get("a1");
        assertFalse(a.declarations().updateClusterDomainsActiveMap(ContractNetwork.active("a", "b")));
        assertTrue(a.declarations().updateClusterDomainsActiveMap(ContractNetwork.active("b")));
        net.settle();
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        assertTrue(a.declarations()
                .updateClusterDomainsActiveMap(
                        Map.of("a", ClusterDomainState.INACTIVE, "b", ClusterDomainState.ACTIVE)));
        assertTrue(a.declarations().updateClusterDomainsActiveMap(ContractNetwork.active("a")));
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
        assertEquals(1, a.view().quorum().members(), "b does not count any more");
    }

    /** F11: a node whose domain was deactivated gossips on: after the quorum timeout it says good-bye and is silent. */
    @Test
    void f11ShouldLeaveWhenItsDomainIsDeactivated() {
        started("a1", "a2", "b1");
        net.activateAll("a");
        final ContractNode b = net.get("b1");
        net.run(ContractNetwork.QUORUM_TIMEOUT.plusSeconds(5));
        assertEquals(NodeStatus.NOT_IN_QUORUM, b.self());
        assertFalse(b.isOpen());
        assertEquals(NodeStatus.DOWN, net.get("a1").shows("b1"));
        final long sent = b.packetsSent().get(Lane.BEST_EFFORT);
        net.run(Duration.ofMinutes(5));
        assertEquals(sent, b.packetsSent().get(Lane.BEST_EFFORT));
        net.activateAll("a", "b");
        net.awaitAllUp();
    }

    /** F14: the more silent nodes a domain has, the later the verdict on one: they are asked side by side. */
    @Test
    void f14ShouldAskAllOfADomainAtOnce() {
        final List<String> ids = new ArrayList<>(List.of("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"));
        ids.addAll(List.of("b1", "b2", "b3", "b4", "b5", "b6", "b7"));
        started(ids.toArray(String[]::new));
        final ContractNode a = net.get("a1");
        final NodeId lost = NodeId.of("b1");
        net.get("b1").crash();
        net.await("b1 is suspected", () -> a.view().members().get(lost).suspected());
        List.of("b2", "b3", "b4", "b5", "b6").forEach(id -> net.get(id).pause());
        net.await("b1 is lost", () -> a.shows("b1") != NodeStatus.UP);
        List.of("b2", "b3", "b4", "b5", "b6").forEach(id -> assertEquals(NodeStatus.UP, a.shows(id)));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.DOWN, a.shows("b1"), "b7 has answered, and the silent ones were not waited for");
    }

    /** F14: the verdict, and the end of a probation, come after the node is back, and are written over UP. */
    @Test
    void f14ShouldNotCondemnWhoIsBack() {
        started("a1", "a2", "b1", "b2");
        final ContractNode a = net.get("a1");
        for (int delayMs = 0; delayMs <= 1_200; delayMs += 100) {
            net.get("b1").pause();
            net.get("b2").pause();
            net.await("b1 is lost", () -> a.shows("b1") != NodeStatus.UP);
            net.run(Duration.ofMillis(delayMs));
            net.get("b1").resume();
            net.get("b2").resume();
            net.awaitAllUp();
            for (int s = 0; s < 45; s++) {
                net.run(Duration.ofSeconds(1));
                assertEquals(NodeStatus.UP, a.shows("b1"), "delay " + delayMs);
                assertEquals(NodeStatus.UP, a.shows("b2"), "delay " + delayMs);
            }
        }
    }

    /** F14: the probation of a node survives its removal, and strikes when it is declared anew. */
    @Test
    void f14ShouldEndProbationWithTheDeclaration() {
        started("a1", "a2", "b1");
        final ContractNode a = net.get("a1");
        net.get("b1").crash();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        a.declarations().updateCluster(net.members("a1", "a2"));
        net.runTicks(1);
        a.declarations().updateCluster(net.members());
        assertEquals(NodeStatus.DOWN, a.shows("b1"), "declared anew it is one that was never heard of");
        net.runTicks(1);
        assertEquals(NodeStatus.DOWN, a.shows("b1"));
    }

    /** F15: a node pings itself over the network to know that its domain is there, and those that are DOWN already. */
    @Test
    void f15ShouldCountItselfWithoutBeingAsked() {
        started("a1", "a2", "b1");
        final ContractNode a = net.get("a1");
        net.get("b1").stop();
        net.get("a2").stop();
        net.faults().interfaceDown(a.address());
        net.awaitShown("a2", NodeStatus.DOWN, "a1");
        net.await("b1 is judged", () -> a.shows("b1") != NodeStatus.UP);
        net.runTicks(10);
        assertEquals(NodeStatus.DOWN, a.shows("a2"), "not even its own interface is there");
        assertEquals(NodeStatus.SUSPECT_DOWN, a.shows("b1"));
    }

    /** F15: an address that was not declared, or is wrong, counts as silence: those who are up are reached where they are. */
    @Test
    void f15ShouldNotGoByDeclaredAddresses() {
        started("a1", "a2", "b1", "b2");
        final ContractNode a = net.get("a1");
        final Map<NodeId, NodeUpdate> withoutAddresses = new HashMap<>();
        net.members()
                .forEach((id, node) ->
                        withoutAddresses.put(id, new NodeUpdate(Optional.empty(), true, node.clusterDomain())));
        a.declarations().updateCluster(withoutAddresses);
        net.runTicks(10);
        net.get("b1").crash();
        net.await("b1 is lost", () -> a.shows("b1") != NodeStatus.UP);
        net.run(Duration.ofSeconds(2));
        assertEquals(NodeStatus.DOWN, a.shows("b1"), "b2 has answered");
        assertEquals(NodeStatus.UP, a.shows("b2"));
    }
}
