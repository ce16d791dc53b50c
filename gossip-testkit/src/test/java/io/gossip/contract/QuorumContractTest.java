package io.gossip.contract;

import static io.gossip.ClusterDomainState.ACTIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterDomainState;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Points 24 to 29: who counts, and how many are enough. What is declared shows in the explanation at return. */
class QuorumContractTest {
    private final ContractNetwork net = new ContractNetwork(24);

    private ContractNode inDomain(final String id, final String domain) {
        return net.node(id, config -> config.clusterDomain(domain).quorumProvider(QuorumProvider.failureDomains()));
    }

    private static NodeUpdate of(final boolean quorumMember, final String domain) {
        return new NodeUpdate(Optional.empty(), quorumMember, domain);
    }

    /**
     * Of the members in active domains more than half must be up, and the own domain must be active: for each activity of
     * three domains and each choice of members among seven nodes, of which two are down.
     */
    @Test
    void point24ShouldTakeTheMajorityOfActiveDomains() {
        final Map<String, String> domains = new LinkedHashMap<>();
        List.of("a1", "a2", "a3", "b1", "b2", "c1", "c2").forEach(id -> domains.put(id, id.substring(0, 1)));
        domains.forEach(this::inDomain);
        net.activateAll("a", "b", "c");
        net.startAll();
        net.get("a3").crash();
        net.get("b2").crash();
        final ContractNode a = net.get("a1");
        net.await("both are lost", () -> a.shows("a3") != NodeStatus.UP && a.shows("b2") != NodeStatus.UP);
        final List<String> up = List.of("a1", "a2", "b1", "c1", "c2");
        for (int activity = 0; activity < 8; activity++) {
            final Map<String, ClusterDomainState> activeMap = new HashMap<>();
            for (int d = 0; d < 3; d++) {
                activeMap.put(
                        List.of("a", "b", "c").get(d), (activity >> d & 1) == 1 ? ACTIVE : ClusterDomainState.INACTIVE);
            }
            a.declarations().updateClusterDomainsActiveMap(activeMap);
            for (int choice = 0; choice < 128; choice++) {
                check(a, domains, up, activeMap, choice);
            }
        }
    }

    private static void check(
            final ContractNode a,
            final Map<String, String> domains,
            final List<String> up,
            final Map<String, ClusterDomainState> activeMap,
            final int choice) {
        final Map<NodeId, NodeUpdate> declared = new LinkedHashMap<>();
        int members = 0;
        int membersUp = 0;
        for (final Map.Entry<String, String> node : domains.entrySet()) {
            final boolean isMember = (choice >> declared.size() & 1) == 1;
            declared.put(NodeId.of(node.getKey()), of(isMember, node.getValue()));
            if (isMember && activeMap.get(node.getValue()) == ACTIVE) {
                members++;
                membersUp += up.contains(node.getKey()) ? 1 : 0;
            }
        }
        a.declarations().updateCluster(declared);
        final QuorumStatus quorum = a.view().quorum();
        final String at = "choice " + choice + " of " + activeMap;
        assertEquals(members, quorum.members(), at);
        assertEquals(members / 2 + 1, quorum.needed(), at);
        assertEquals(membersUp, quorum.up(), at);
        assertEquals(activeMap.get("a") == ACTIVE && 2 * membersUp > members, quorum.inQuorum(), at);
    }

    /** More than half of N declared members, for N = 0 to 5 and each number of them that is up; with none, never. */
    @Test
    void point25ShouldTakeTheMajorityOfDeclaredMembers() {
        net.cluster("a", "b", "c", "d", "e");
        final ContractNode a = net.get("a");
        for (int n = 0; n <= 5; n++) {
            for (int up = 0; up <= n; up++) {
                final Map<NodeId, NodeUpdate> declared = new LinkedHashMap<>();
                declared.put(a.id(), of(up > 0, ""));
                for (int i = 1; i < n || i < up; i++) {
                    declared.put(NodeId.of(i < up ? "abcde".substring(i, i + 1) : "never" + i), of(true, ""));
                }
                if (up == 0 && n > 0) {
                    declared.put(NodeId.of("never0"), of(true, ""));
                }
                a.declarations().updateCluster(declared);
                final QuorumStatus quorum = a.view().quorum();
                assertEquals(List.of(n, up), List.of(quorum.members(), quorum.up()));
                assertEquals(up > n / 2, quorum.inQuorum(), up + " of " + n);
                net.settle();
                assertEquals(up > n / 2, a.self() == NodeStatus.UP, up + " of " + n);
            }
        }
    }

    /** Nodes that are no quorum members never count, and are UP as soon as enough members are. */
    @Test
    void point26ShouldNotCountNonMembersAndLetThemBeUp() {
        net.cluster("a", "b", "c", "d", "e");
        final ContractNode a = net.get("a");
        a.declarations()
                .updateCluster(Map.of(
                        a.id(),
                        of(false, ""),
                        NodeId.of("b"),
                        of(true, ""),
                        NodeId.of("c"),
                        of(true, ""),
                        NodeId.of("never1"),
                        of(true, "")));
        net.settle();
        assertEquals(NodeStatus.UP, a.self(), "two of three members are up, itself is none");
        a.declarations()
                .updateCluster(Map.of(
                        a.id(),
                        of(false, ""),
                        NodeId.of("b"),
                        of(true, ""),
                        NodeId.of("c"),
                        of(false, ""),
                        NodeId.of("d"),
                        of(false, ""),
                        NodeId.of("e"),
                        of(false, ""),
                        NodeId.of("never1"),
                        of(true, "")));
        net.settle();
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self(), "four others that are up do not help");
        assertEquals(2, a.view().quorum().members());
        assertEquals(1, a.view().quorum().up());
    }

    /** This node counts itself while it is out of quorum or suspects so; peers that are DOWN or SUSPECT_DOWN do not count. */
    @Test
    void point27ShouldCountByStatus() {
        List.of("a1", "a2", "b1", "b2").forEach(id -> inDomain(id, id.substring(0, 1)));
        net.activateAll("a", "b");
        net.declareAll();
        final ContractNode a = net.get("a1");
        a.start();
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        assertEquals(1, a.view().quorum().up(), "itself, NOT_IN_QUORUM");
        net.get("a2").start();
        net.get("b1").start();
        net.get("b2").start();
        net.awaitAllUp();
        net.get("b1").crash();
        net.get("b2").crash();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        net.awaitShown("b2", NodeStatus.SUSPECT_DOWN, "a1");
        assertEquals(2, a.view().quorum().up());
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self(), "and counts itself nevertheless");
        net.get("a2").crash();
        net.awaitShown("a2", NodeStatus.DOWN, "a1");
        assertEquals(1, a.view().quorum().up());
    }

    /** However many are up elsewhere: in an inactive domain there is no quorum. */
    @Test
    void point28ShouldNeverBeInQuorumInAnInactiveDomain() {
        List.of("a1", "b1", "b2", "b3").forEach(id -> inDomain(id, id.substring(0, 1)));
        net.activateAll("a", "b");
        net.startAll();
        final ContractNode a = net.get("a1");
        a.declarations().updateClusterDomainsActiveMap(Map.of("b", ACTIVE));
        assertEquals(3, a.view().quorum().up());
        assertEquals(2, a.view().quorum().needed());
        assertFalse(a.view().quorum().inQuorum());
        net.settle();
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        net.run(ContractNetwork.QUORUM_TIMEOUT.multipliedBy(2));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
    }

    /** Without a quorum provider a node is UP from its start, whoever is missing; lost peers are DOWN without suspicion. */
    @Test
    void point29ShouldAlwaysBeInQuorumWithNoop() {
        for (final String id : List.of("a", "b", "c", "d", "e")) {
            net.node(id, config -> config.quorumProvider(QuorumProvider.noop()).clusterDomain(id));
        }
        net.declareAll();
        final ContractNode a = net.get("a");
        a.start();
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
        net.get("b").start();
        net.awaitShown("b", NodeStatus.UP, "a");
        net.get("b").crash();
        net.awaitShown("b", NodeStatus.DOWN, "a");
        assertTrue(a.view().quorum().inQuorum());
        assertEquals(NodeStatus.UP, a.self());
        a.declarations().updateClusterDomainsActiveMap(Map.of("z", ACTIVE));
        net.settle();
        assertEquals(NodeStatus.UP, a.self(), "domains mean nothing to it");
    }
}
