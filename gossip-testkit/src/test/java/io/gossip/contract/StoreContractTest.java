package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipStore;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.NodeValue;
import io.gossip.StoreKey;
import io.gossip.UnknownNodeException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Points 1, 2, 4, 5 and 9 to 11: what a store shows, and what the application says of nodes. */
class StoreContractTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final StoreKey<String> OTHER = StoreKey.utf8("other");
    private static final NodeId X = NodeId.of("x");
    private static final NodeId NOBODY = NodeId.of("nobody");

    private final ContractNetwork net = new ContractNetwork(1);

    /** A store in which nothing was written shows this node, without a value, under any key. */
    @Test
    void point01ShouldShowItselfUnderAnyKeyWhenFresh() {
        final ContractNode a = net.node("a");
        for (final String key : new String[] {"key", "anything", " "}) {
            final Map<NodeId, NodeValue<byte[]>> values = a.store().storeKeyValue(key);
            assertEquals(Set.of(a.id()), values.keySet());
            assertEquals(Optional.empty(), values.get(a.id()).value());
            assertEquals(NodeStatus.NOT_IN_QUORUM, values.get(a.id()).status());
        }
        assertEquals(Set.of(), a.store().storeKeys());
    }

    /** Who has published nothing is under every key, without a value; who has published others only is not. */
    @Test
    void point02ShouldShowOnesWithoutKeysUnderEachAndOnesWithOthersUnderNone() {
        net.cluster("a", "b", "c");
        final ContractNode a = net.get("a");
        net.get("b").write(KEY, "b");
        net.await("it is there", () -> a.value("b", KEY).isPresent());
        assertEquals(Set.of("a", "b", "c"), shownUnder(a, KEY));
        assertEquals(Set.of("a", "c"), shownUnder(a, OTHER));
        assertEquals(Optional.empty(), a.store().storeKeyValue(KEY).get(a.id()).value());
        a.write(OTHER, "a");
        assertEquals(Set.of("b", "c"), shownUnder(a, KEY));
        assertEquals(Set.of("a", "c"), shownUnder(a, OTHER));
        net.get("c").write(KEY, "c");
        net.await("it is there", () -> a.value("c", KEY).isPresent());
        assertEquals(Set.of(), shownUnder(a, StoreKey.utf8("third")), "an empty map, not null");
    }

    private static Set<String> shownUnder(final ContractNode node, final StoreKey<?> key) {
        return node.store().storeKeyValue(key).keySet().stream()
                .map(NodeId::value)
                .collect(Collectors.toSet());
    }

    /** Nodes that are INVALID or NEVER_GOSSIPED are hidden, those of every other status are shown with it. */
    @ParameterizedTest
    @EnumSource
    void point04ShouldHideWhoIsInvalidOrNeverGossipedAndNobodyElse(final NodeStatus status) {
        final GossipStore store = net.node("a").store();
        store.addNode(X, status, true, "");
        final boolean isHidden = status == NodeStatus.INVALID || status == NodeStatus.NEVER_GOSSIPED;
        assertEquals(!isHidden, store.storeKeyValue(KEY).containsKey(X));
        assertEquals(status, store.view().members().get(X).status(), "the view shows all");
        if (!isHidden) {
            assertEquals(status, store.storeKeyValue(KEY).get(X).status());
        }
        store.updateNodeStatus(X, NodeStatus.UP);
        assertTrue(store.storeKeyValue(KEY).containsKey(X));
        store.updateNodeStatus(X, status);
        assertEquals(!isHidden, store.storeKeyValue(KEY).containsKey(X));
    }

    /** The list of keys names each once, whoever holds it, whatever that node's status is. */
    @ParameterizedTest
    @EnumSource
    void point05ShouldListKeysOfEveryStatusOnce(final NodeStatus status) {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        a.write(KEY, "a");
        net.get("b").write(KEY, "b");
        net.get("b").write(OTHER, "b");
        net.await("they are there", () -> a.value("b", OTHER).isPresent());
        a.store().updateNodeStatus(NodeId.of("b"), status);
        assertEquals(Set.of("key", "other"), a.store().storeKeys());
    }

    /** Status is one's own opinion: values that come from a node, or news of it, do not change it. */
    @Test
    void point09ShouldKeepStatusThroughMerges() {
        net.cluster("a", "b", "c");
        final ContractNode a = net.get("a");
        a.store().updateNodeStatus(NodeId.of("b"), NodeStatus.SUSPECT_DOWN);
        net.get("c").store().updateNodeStatus(NodeId.of("b"), NodeStatus.NEVER_GOSSIPED);
        net.get("b").store().updateSelfStatus(NodeStatus.DOWN);
        for (int i = 0; i < 20; i++) {
            final String value = "b" + i;
            net.get("b").write(KEY, value);
            net.await("it is there", () -> a.value("b", KEY).equals(Optional.of(value)));
            assertEquals(NodeStatus.SUSPECT_DOWN, a.shows("b"));
            assertEquals(NodeStatus.NEVER_GOSSIPED, net.get("c").shows("b"));
        }
    }

    /** Whatever names a node that is not shown fails, with its name, and changes nothing. */
    @Test
    void point10ShouldFailForUnknownNodes() {
        final ContractNode a = net.node("a");
        net.declareAll();
        final long before = a.view().changeNumber();
        for (final Runnable call : new Runnable[] {
            () -> a.store().updateNodeStatus(NOBODY, NodeStatus.UP),
            () -> a.store().removeNode(NOBODY),
            () -> a.store().localNodeInfo(NOBODY)
        }) {
            final UnknownNodeException error = assertThrows(UnknownNodeException.class, call::run);
            assertTrue(error.getMessage().contains("nobody"), error.getMessage());
        }
        assertEquals(before, a.view().changeNumber());
        assertEquals(Set.of(a.id()), a.store().localState().keySet());
    }

    /** Adding a node that is there overwrites status, membership and domain; values, life and address stay. */
    @Test
    void point11ShouldKeepValuesWhenAKnownNodeIsAdded() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        final NodeId b = NodeId.of("b");
        net.get("b").write(KEY, "b");
        net.await("it is there", () -> a.value("b", KEY).isPresent());
        final NodeInfo before = a.store().localNodeInfo(b);
        a.store().addNode(b, NodeStatus.DOWN, false, "zone");
        final NodeInfo after = a.store().localNodeInfo(b);
        assertEquals(NodeStatus.DOWN, after.status());
        assertFalse(after.quorumMember());
        assertEquals("zone", after.clusterDomain());
        assertEquals(before.entries(), after.entries());
        assertEquals(before.generation(), after.generation());
        assertEquals(before.address(), after.address());
        assertArrayEquals(
                "b".getBytes(StandardCharsets.UTF_8),
                a.store().storeKeyValue("key").get(b).value().orElseThrow());
        a.store().addNode(a.id(), NodeStatus.UP, false, "own");
        assertEquals("own", a.store().localNodeInfo(a.id()).clusterDomain());
    }
}
