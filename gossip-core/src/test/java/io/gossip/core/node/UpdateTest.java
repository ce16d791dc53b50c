package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipException;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeInfo.Entry;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.NodeValue;
import io.gossip.Retention;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Records that the application brings. What must hold: what is held afterwards is View(g, m) of the later (g, m), equal to
 * what the owner has, so that nodes agree; nothing but published state is taken from a record; nobody is shown because of
 * one; a batch that is refused changes nothing; values of no member are told to nobody.
 */
class UpdateTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final NodeId A = Cluster.id(0);
    private static final NodeId B = Cluster.id(1);
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final StoreKey<String> OTHER = StoreKey.utf8("other");

    private final Net net = new Net();

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        return all;
    }

    private Net.Peer created(final int n, final int... declared) {
        final Net.Peer peer = net.create(
                n,
                Net.config(n)
                        .limits(StoreLimits.defaults().withMaxKeysPerOwner(3).withMaxValueLength(16))
                        .retention(new Retention(Duration.ofHours(1), Duration.ofDays(1), Duration.ofSeconds(1)))
                        .build());
        peer.node.updateCluster(declaration(declared));
        return peer;
    }

    private Net.Peer started(final int n, final int... declared) {
        final Net.Peer peer = created(n, declared);
        net.start(peer);
        return peer;
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(LONG, condition), what);
    }

    private static NodeInfo record(final NodeId id, final long counter, final long version, final String... keys) {
        final Map<String, Entry> entries = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            entries.put(keys[i], Entry.of(version - i, ("v" + (version - i)).getBytes()));
        }
        return new NodeInfo(
                id,
                new Generation(counter, 7),
                version,
                0,
                entries,
                NodeStatus.UP,
                false,
                "elsewhere",
                Optional.of(Cluster.address(99)),
                Instant.MAX);
    }

    private static GossipStore store(final Net.Peer peer) {
        return peer.node.store();
    }

    private static void update(final Net.Peer peer, final NodeInfo record) {
        store(peer).update(Map.of(record.id(), record));
    }

    private static Optional<String> value(final Net.Peer peer) {
        return store(peer).value(B, KEY);
    }

    @Test
    void shouldTakeTheLaterRecordWholeAndIgnoreTheEarlier() {
        final Net.Peer a = created(0, 0, 1);
        update(a, record(B, 5, 3, "key", "other"));
        assertEquals(Optional.of("v3"), value(a));
        update(a, record(B, 5, 3, "third"));
        assertEquals(Optional.of("v3"), value(a), "equal");
        update(a, record(B, 5, 2, "third"));
        update(a, record(B, 4, 900, "third"));
        assertEquals(Set.of("key", "other"), store(a).storeKeys(), "older");
        update(a, record(B, 5, 4, "third"));
        assertEquals(Set.of("third"), store(a).storeKeys(), "the whole record");
        update(a, record(B, 6, 0));
        assertEquals(Set.of(), store(a).storeKeys(), "an empty new life");
        assertEquals(new Generation(6, 7), store(a).localNodeInfo(B).generation());
    }

    @Test
    void shouldTakeNothingButWhatWasPublished() {
        final Net.Peer a = created(0, 0, 1);
        final NodeInfo before = store(a).localNodeInfo(B);
        update(a, record(B, 5, 3, "key"));
        final NodeInfo after = store(a).localNodeInfo(B);
        assertEquals(3, after.version());
        assertEquals(before.status(), after.status());
        assertEquals(before.quorumMember(), after.quorumMember());
        assertEquals(before.clusterDomain(), after.clusterDomain());
        assertEquals(before.address(), after.address());
        store(a).updateNodeStatus(B, NodeStatus.NEVER_GOSSIPED);
        update(a, record(B, 5, 9, "key"));
        assertEquals(NodeStatus.NEVER_GOSSIPED, store(a).localNodeInfo(B).status(), "an opinion stands");
        assertEquals(Optional.of("v9"), value(a), "and an older record is refused whatever the status");
        update(a, record(B, 5, 8, "key"));
        assertEquals(Optional.of("v9"), value(a));
    }

    @Test
    void shouldPassOverItselfAndTheUnknown() {
        final Net.Peer a = created(0, 0);
        store(a).updateSelf(KEY, "mine");
        final Generation life = a.node.generation();
        store(a).update(Map.of(A, record(A, 1L << 40, 3, "key"), B, record(B, 5, 3, "key")));
        assertEquals(Set.of(A), store(a).localState().keySet());
        assertEquals(Optional.of("mine"), store(a).value(A, KEY));
        assertEquals(life, a.node.generation(), "nobody runs who could outbid it");
        a.node.updateCluster(declaration(0, 1));
        assertEquals(Optional.empty(), value(a), "it was not kept");
        store(a).update(Map.of());
    }

    @Test
    void shouldOutbidAClaimAboutItselfWhileItRuns() {
        final Net.Peer a = started(0, 0);
        store(a).updateSelf(KEY, "mine");
        net.run(Duration.ofSeconds(5));
        final Generation before = a.node.generation();
        update(a, record(A, before.counter() + 5, 3, "key"));
        net.run(Duration.ofSeconds(1));
        assertEquals(before.counter() + 6, a.node.generation().counter());
        assertEquals(Optional.of("mine"), store(a).value(A, KEY));
    }

    /** Its own state, brought from another node, is exactly what the owner has: hashes agree, also after a purge. */
    @Test
    void shouldHoldExactlyTheViewOfTheOwner() {
        final Net.Peer b = started(1, 1);
        store(b).updateSelf(KEY, "x");
        store(b).updateSelf(OTHER, "y");
        store(b).removeSelf(KEY);
        net.run(Duration.ofSeconds(10));
        assertTrue(store(b).localNodeInfo(B).purgeFloor() > 0, "purged");
        store(b).updateSelf(KEY, "z");
        final Net.Peer a = created(0, 0, 1);
        update(a, store(b).localNodeInfo(B));
        assertEquals(
                b.node.memory().reader().snapshot(B).stateHash(),
                a.node.memory().reader().snapshot(B).stateHash());
        net.start(a);
        b.node.updateCluster(declaration(0, 1));
        await("agree", () -> a.node.rootHash() == b.node.rootHash() && a.node.rootHash() != 0);
        assertEquals(Optional.of("z"), value(a));
    }

    /** Others need not hold it, so it must not stand between them: no difference that no exchange can settle. */
    @Test
    void shouldKeepRecordsOfNoMembersToItselfAndAgreeWithOthers() {
        final Net.Peer a = started(0, 0, 1, 2);
        final Net.Peer c = started(2, 0, 1, 2);
        await("agree", () -> a.node.rootHash() == c.node.rootHash() && a.node.rootHash() != 0);
        update(a, record(B, 5, 3, "key"));
        assertEquals(Optional.of("v3"), value(a), "visible at return");
        assertEquals(a.node.rootHash(), c.node.rootHash());
        net.run(Duration.ofSeconds(10));
        assertEquals(Optional.empty(), value(c));
        final Net.Peer b = started(1, 0, 1, 2);
        store(b).updateSelf(KEY, "own");
        await("the owner's word", () -> value(a).equals(Optional.of("own")) && value(c).equals(Optional.of("own")));
        await("agree", () -> a.node.rootHash() == b.node.rootHash() && a.node.rootHash() == c.node.rootHash());
    }

    @Test
    void shouldTellOnWhatIsNewOfAMember() {
        final Net.Peer a = started(0, 0, 1, 2);
        final Net.Peer b = started(1, 0, 1, 2);
        final Net.Peer c = started(2, 0, 1, 2);
        await(
                "all",
                () -> store(a).view().members().get(B).status() == NodeStatus.UP
                        && store(c).view().members().get(B).status() == NodeStatus.UP);
        final Generation life = b.node.generation();
        net.kill(b);
        final NodeInfo later = new NodeInfo(
                B,
                life,
                4,
                0,
                Map.of("key", Entry.of(4, new byte[] {'4'})),
                NodeStatus.UP,
                true,
                "",
                Optional.empty(),
                Instant.EPOCH);
        update(a, later);
        await("told on", () -> value(c).equals(Optional.of("4")));
    }

    @Test
    void shouldLetGoOfARecordWithItsDeclaration() {
        final Net.Peer a = started(0, 0, 1);
        update(a, record(B, 5, 3, "key"));
        a.node.updateCluster(declaration(0));
        net.run(Duration.ofMillis(10));
        a.node.updateCluster(declaration(0, 1));
        assertEquals(Optional.empty(), value(a));
    }

    @Test
    void shouldShowNobodyBecauseOfARecordWhereMembershipIsOpen() {
        final Net.Peer a =
                net.start(0, Net.config(0).membershipMode(MembershipMode.OPEN).build());
        a.node.updateCluster(declaration(0, 1));
        update(a, record(B, 5, 3, "key"));
        net.run(Duration.ofSeconds(5));
        assertEquals(Set.of(A), store(a).localState().keySet());
        assertNull(a.node.memory().reader().snapshot(B), "nor is it held");
    }

    @Test
    void shouldTakeARecordOfNothingAsNothing() {
        final Net.Peer a = created(0, 0, 1);
        store(a).update(store(a).localState());
        assertEquals(Generation.NONE, store(a).localNodeInfo(B).generation());
        final NodeValue<byte[]> empty = store(a).storeKeyValue("any").get(B);
        assertEquals(Optional.empty(), empty.value());
    }

    private static NodeInfo purged(
            final long version, final long floor, final long purgeVersion, final Map<String, Entry> entries) {
        final NodeInfo info = record(B, 5, 1);
        return new NodeInfo(
                B,
                info.generation(),
                version,
                floor,
                purgeVersion,
                entries,
                info.status(),
                true,
                "",
                Optional.empty(),
                Instant.EPOCH);
    }

    private static void refuses(
            final Net.Peer a, final Class<? extends GossipException> type, final String named, final NodeInfo bad) {
        final Map<NodeId, NodeInfo> both = new HashMap<>(Map.of(Cluster.id(2), record(Cluster.id(2), 5, 3, "key")));
        both.put(B, bad);
        refuses(type, named, () -> store(a).update(both));
        assertEquals(Set.of(), store(a).storeKeys(), "nothing was merged");
    }

    private static void refuses(
            final Class<? extends GossipException> type, final String named, final Executable call) {
        final GossipException e = assertThrows(type, call);
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoRecordAndMergeNothing() {
        final Net.Peer a = created(0, 0, 1, 2);
        refuses(InvalidValueException.class, "records=null", () -> store(a).update(null));
        refuses(a, InvalidValueException.class, "record=null", null);
        refuses(a, InvalidValueException.class, "key='" + B + "' id='" + A + "'", record(A, 5, 3, "key"));
        refuses(InvalidValueException.class, "nodeId=null", () -> store(a).update(
                        Collections.singletonMap(null, record(B, 5, 3))));
        refuses(
                a,
                InvalidValueException.class,
                "version=3",
                new NodeInfo(
                        B, Generation.NONE, 3, 0, Map.of(), NodeStatus.UP, true, "", Optional.empty(), Instant.EPOCH));
        final Entry third = Entry.of(3, new byte[1]);
        refuses(a, InvalidValueException.class, "version=3", purged(3, 0, 0, Map.of("x", third, "y", third)));
        refuses(a, InvalidValueException.class, "version=3", purged(3, 2, 3, Map.of("x", third)));
        refuses(a, InvalidValueException.class, "purgeFloor=2", purged(3, 2, 0, Map.of()));
        refuses(a, LimitExceededException.class, "maxKeysPerOwner=3", record(B, 5, 9, "a", "b", "c", "d"));
        refuses(
                a,
                LimitExceededException.class,
                "maxValueLength=16",
                purged(3, 0, 0, Map.of("x", Entry.of(3, new byte[17]))));
    }

    /** Rule J: what is too far ahead to be believed is refused, and no bad input. */
    @Test
    void shouldNotBelieveAVersionFarAhead() {
        final Net.Peer a = created(0, 0, 1);
        update(a, record(B, 5, 1L << 40, "key"));
        assertEquals(Generation.NONE, store(a).localNodeInfo(B).generation());
        update(a, record(B, 5, 1L << 20, "key"));
        assertNotEquals(Generation.NONE, store(a).localNodeInfo(B).generation());
    }
}
