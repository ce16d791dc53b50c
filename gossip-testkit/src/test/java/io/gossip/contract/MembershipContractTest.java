package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ContactState;
import io.gossip.GossipEvent;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points 37 to 43: who gets together with whom, who is seen to go and to come back, and that values get round. */
class MembershipContractTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    /** Long before anybody who did not say good-bye would be given up. */
    private static final int SOON_TICKS = 5;

    private final ContractNetwork net = new ContractNetwork(37);

    /** Nodes of two gossip versions with seeds of both form two clusters, and say who is of the other. */
    @Test
    void point37ShouldKeepVersionsApart() {
        shouldKeepApart(
                config -> config.gossipVersion("v1"), config -> config.gossipVersion("v2"), ContactState.OTHER_VERSION);
    }

    /** The same for two cluster ids. */
    @Test
    void point38ShouldKeepClustersApart() {
        shouldKeepApart(
                config -> config.clusterId("one"), config -> config.clusterId("other"), ContactState.OTHER_CLUSTER);
    }

    private void shouldKeepApart(
            final Consumer<NodeConfig.Builder> these,
            final Consumer<NodeConfig.Builder> others,
            final ContactState refusal) {
        final List<ContractNode> left =
                Stream.of("a", "b", "c").map(id -> open(id, these)).toList();
        final List<ContractNode> right =
                Stream.of("x", "y", "z").map(id -> open(id, others)).toList();
        final NodeAddress[] seeds = {
            left.get(0).address(),
            right.get(0).address(),
            left.get(2).address(),
            right.get(2).address()
        };
        Stream.concat(left.stream(), right.stream()).forEach(node -> {
            node.start(seeds);
            node.write(KEY, node.id().value());
        });
        net.await("both have met", () -> hasMet(left) && hasMet(right));
        net.runTicks(300);
        assertTrue(hasMet(left) && hasMet(right));
        assertEquals(refusal, left.get(0).node().contactState(right.get(0).address()));
        left.forEach(node -> assertEquals(Optional.empty(), node.value("x", KEY)));
    }

    private ContractNode open(final String id, final Consumer<NodeConfig.Builder> configure) {
        return net.node(id, config -> configure.accept(config.membershipMode(MembershipMode.OPEN)));
    }

    private static boolean hasMet(final List<ContractNode> nodes) {
        final Set<NodeId> ids = nodes.stream().map(ContractNode::id).collect(Collectors.toSet());
        return nodes.stream()
                .allMatch(node -> node.view().members().keySet().equals(ids)
                        && ids.stream()
                                .allMatch(id -> node.value(id.value(), KEY).equals(Optional.of(id.value()))));
    }

    /** A node that nobody declared may join and gossip; no way of reading shows it. */
    @Test
    void point39ShouldNeverShowWhoIsNotDeclared() {
        net.cluster("a", "b");
        final ContractNode unknown = net.node("u");
        unknown.declarations().updateCluster(net.members());
        unknown.start();
        unknown.write(KEY, "u");
        for (int tick = 0; tick < 100; tick++) {
            net.runTicks(1);
            for (final String id : List.of("a", "b")) {
                final ContractNode node = net.get(id);
                assertEquals(NodeStatus.INVALID, node.shows("u"));
                assertEquals(Optional.empty(), node.value("u", KEY));
                assertEquals(Set.of(), node.store().storeKeys());
                assertEquals(2, node.store().storeKeyValue(KEY).size());
                assertEquals(2, node.store().localState().size());
            }
        }
        assertEquals(NodeStatus.UP, unknown.shows("a"), "it did join");
    }

    /** Who says good-bye is DOWN everywhere within a few rounds, and is not taken for one that failed. */
    @Test
    void point40ShouldShowWhoLeftDown() {
        net.cluster("a", "b", "c");
        net.get("c").leave();
        net.runTicks(SOON_TICKS);
        assertEquals(NodeStatus.DOWN, net.get("a").shows("c"));
        assertEquals(NodeStatus.DOWN, net.get("b").shows("c"));
        assertEquals(NodeStatus.DOWN, net.get("c").self());
        assertTrue(net.get("a").events().stream().anyMatch(event -> event instanceof GossipEvent.MemberLeft));
        assertTrue(net.get("a").events().stream().noneMatch(event -> event instanceof GossipEvent.MemberFailed));
    }

    /** Who is killed is DOWN everywhere, and what it published stays readable. */
    @Test
    void point41ShouldShowWhoCrashedDown() {
        net.cluster("a", "b", "c");
        net.get("c").write(KEY, "last");
        net.await("b has it", () -> net.get("b").value("c", KEY).isPresent());
        net.get("c").crash();
        net.awaitShown("c", NodeStatus.DOWN, "a", "b");
        assertEquals(Optional.of("last"), net.get("b").value("c", KEY));
        assertEquals(NodeStatus.UP, net.get("a").self());
    }

    /** Who starts again is UP again with its new values only, at its old address or elsewhere, noticed gone or not. */
    @ParameterizedTest(name = "seen DOWN before {0}")
    @ValueSource(booleans = {true, false})
    void point42ShouldShowWhoRestartsUp(final boolean isNoticed) {
        net.cluster("a", "b", "c");
        final ContractNode c = net.get("c");
        for (final String host : List.of("10.0.0.3", "10.7.7.7", "10.8.8.8")) {
            c.write(KEY, "before " + host);
            net.await("it is there", () -> net.get("a").value("c", KEY).equals(Optional.of("before " + host)));
            c.crash();
            if (isNoticed) {
                net.awaitShown("c", NodeStatus.DOWN, "a", "b");
            }
            c.moveTo(new NodeAddress(host, 7946));
            c.declarations().updateCluster(net.members());
            c.start();
            net.awaitAllUp();
            net.await("old values are gone", () -> isEmptyEverywhere("c"));
            assertEquals(
                    Optional.of(c.address()),
                    net.get("b").view().members().get(c.id()).address());
        }
    }

    private boolean isEmptyEverywhere(final String owner) {
        return Stream.of("a", "b", "c")
                .allMatch(id -> net.get(id).value(owner, KEY).isEmpty());
    }

    /** Whatever live nodes write, however often, all of them end with the last of it. */
    @Test
    void point43ShouldBringTheLastValueOfEachToAll() {
        final List<String> ids = List.of("a", "b", "c", "d", "e");
        net.cluster(ids.toArray(String[]::new));
        for (int round = 0; round < 30; round++) {
            for (final String id : ids) {
                net.get(id).write(KEY, id + round);
            }
            net.runTicks(round % 3);
        }
        net.await("the last values are everywhere", () -> ids.stream().allMatch(owner -> ids.stream()
                .allMatch(id -> net.get(id).value(owner, KEY).equals(Optional.of(owner + 29)))));
        assertEquals(
                1,
                ids.stream().map(id -> net.get(id).node().rootHash()).distinct().count());
    }
}
