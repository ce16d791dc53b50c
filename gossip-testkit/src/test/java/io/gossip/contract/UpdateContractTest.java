package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Points 3 and 6 to 8, and flaw F26: records that the application brings are merged as those of peers are. */
class UpdateContractTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final NodeId X = NodeId.of("x");
    private static final NodeId UNKNOWN = NodeId.of("unknown");

    private final ContractNetwork net = new ContractNetwork(3);
    private final ContractNode a = net.node("a");
    private final GossipStore store = a.store();

    private void declareX(final NodeStatus status) {
        store.addNode(X, status, true, "zone");
    }

    /** @return a record of one key; what is not the owner's in it is nonsense */
    private static NodeInfo record(final NodeId id, final long life, final long version, final String value) {
        final NodeInfo.Entry entry = NodeInfo.Entry.of(version, value.getBytes(StandardCharsets.UTF_8));
        return new NodeInfo(
                id,
                new Generation(life, 7),
                version,
                0,
                Map.of("key", entry),
                NodeStatus.UP,
                false,
                "nonsense",
                Optional.empty(),
                Instant.EPOCH);
    }

    private void update(final NodeInfo record) {
        store.update(Map.of(record.id(), record));
    }

    private Optional<String> held() {
        return store.value(X, KEY);
    }

    /** A record, an entry or a value that is null is refused, and nothing else of the same update is merged. */
    @Test
    void point03ShouldRefuseNulls() {
        declareX(NodeStatus.UP);
        final Map<NodeId, NodeInfo> withNull = new HashMap<>();
        withNull.put(X, record(X, 5, 1, "v"));
        withNull.put(a.id(), null);
        assertThrows(InvalidValueException.class, () -> store.update(withNull));
        assertThrows(InvalidValueException.class, () -> store.update(null));
        assertThrows(InvalidValueException.class, () -> NodeInfo.Entry.of(1, null));
        final Map<String, NodeInfo.Entry> noEntry = new HashMap<>();
        noEntry.put("key", null);
        assertThrows(
                InvalidValueException.class,
                () -> new NodeInfo(
                        X,
                        new Generation(5, 7),
                        1,
                        0,
                        noEntry,
                        NodeStatus.UP,
                        true,
                        "",
                        Optional.empty(),
                        Instant.EPOCH));
        assertEquals(Optional.empty(), held());
    }

    /** Nobody else says what this node published, and nobody is added: an empty update does nothing either. */
    @Test
    void point06ShouldIgnoreItselfAndUnknownNodes() {
        net.declareAll();
        a.write(KEY, "own");
        final Set<NodeId> shown = store.localState().keySet();
        update(record(a.id(), 1_700_000_000_000L, 50, "forged"));
        update(record(a.id(), 1, 1, "forged"));
        update(record(UNKNOWN, 5, 1, "unknown"));
        store.update(Map.of());
        assertEquals(Optional.of("own"), store.value(a.id(), KEY));
        assertEquals(shown, store.localState().keySet());
        assertEquals(Set.of("key"), store.storeKeys());
        assertEquals(Optional.empty(), store.value(UNKNOWN, KEY));
    }

    /** Of two records the one of the later life, and in one life of the later version, is there, whole. */
    @ParameterizedTest(name = "life {0} version {1} is later {2}")
    @CsvSource({
        "5, 10, false",
        "5, 9, false",
        "5, 11, true",
        "4, 99, false",
        "6, 1, true",
        "6, 10, true",
        "5, 500, true"
    })
    void point07ShouldTakeTheLaterWhole(final long life, final long version, final boolean isLater) {
        declareX(NodeStatus.UP);
        final NodeInfo.Entry old = NodeInfo.Entry.of(9, new byte[] {1});
        final NodeInfo first = record(X, 5, 10, "first");
        final Map<String, NodeInfo.Entry> two = new HashMap<>(first.entries());
        two.put("other", old);
        update(new NodeInfo(
                X, first.generation(), 10, 0, two, NodeStatus.UP, true, "", Optional.empty(), Instant.EPOCH));
        assertEquals(Set.of("key", "other"), store.storeKeys());
        update(record(X, life, version, "second"));
        assertEquals(Optional.of(isLater ? "second" : "first"), held());
        assertEquals(isLater ? Set.of("key") : Set.of("key", "other"), store.storeKeys());
        assertEquals(isLater ? version : 10, store.localNodeInfo(X).version());
    }

    /** An older record is refused whatever the status of the node is; a later one is taken whatever it is. */
    @ParameterizedTest
    @EnumSource
    void point08ShouldRefuseOlderRecordsInEveryStatus(final NodeStatus status) {
        declareX(status);
        update(record(X, 5, 10, "held"));
        store.updateNodeStatus(X, status);
        update(record(X, 5, 9, "older"));
        update(record(X, 4, 99, "of an older life"));
        assertEquals(Optional.of("held"), held());
        update(record(X, 5, 12, "later"));
        assertEquals(Optional.of("later"), held());
        assertEquals(status, a.shows("x"), "point 9: it survives");
        assertTrue(a.view().members().get(X).quorumMember(), "what is declared stays");
        assertEquals("zone", a.view().members().get(X).clusterDomain());
    }

    /** F26: a record under another id than its own is taken for that one's. */
    @Test
    void f26ShouldRefuseARecordUnderAnotherId() {
        declareX(NodeStatus.UP);
        final InvalidValueException error = assertThrows(
                InvalidValueException.class, () -> store.update(Map.of(X, record(NodeId.of("y"), 5, 1, "v"))));
        assertTrue(error.getMessage().contains("y") && error.getMessage().contains("x"), error.getMessage());
        assertEquals(Optional.empty(), held());
        assertFalse(store.localState().containsKey(NodeId.of("y")));
    }

    /** The same while the node runs: what is brought to one is told to all. */
    @Test
    void point07ShouldTellOthersWhatWasBroughtToOne() {
        net.node("b");
        net.node("c");
        net.startAll();
        net.get("c").write(KEY, "c");
        net.await(
                "it is there",
                () -> a.value("c", KEY).isPresent()
                        && net.get("b").value("c", KEY).isPresent());
        final NodeInfo now = store.localNodeInfo(NodeId.of("c"));
        net.get("c").pause();
        update(record(NodeId.of("c"), now.generation().counter() + 1, 1, "brought"));
        net.settle();
        net.await("b has it", () -> net.get("b").value("c", KEY).equals(Optional.of("brought")));
        net.get("c").resume();
        net.await("c outbids it", () -> net.get("b").value("c", KEY).equals(Optional.of("c")));
    }
}
