package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.CodecException;
import io.gossip.GossipException;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.NodeValue;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.UnknownNodeException;
import io.gossip.ValueCodec;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LocalStoreTest {
    private static final StoreKey<String> COLOR = StoreKey.utf8("color");
    private static final StoreKey<Long> SIZE = StoreKey.int64("size");
    private static final Map<NodeId, NodeUpdate> BOTH = Map.of(
            Cluster.id(0), NodeUpdate.member(Cluster.address(0)),
            Cluster.id(1), NodeUpdate.member(Cluster.address(1)));

    private final Net net = new Net();
    private final Net.Peer own = net.create(
            0,
            Net.config(0).limits(StoreLimits.defaults().withMaxKeysPerOwner(3)).build());
    private final GossipStore store = own.node.store();

    private Net.Peer joined() {
        final Net.Peer peer = net.start(1, Net.config(1).build());
        own.node.updateCluster(BOTH);
        net.start(own);
        assertTrue(net.runUntil(
                Duration.ofSeconds(5),
                () -> store.view().members().get(Cluster.id(1)).status().equals(NodeStatus.UP)));
        return peer;
    }

    private static void refuses(final String naming, final Executable call) {
        final GossipException e = assertThrows(InvalidValueException.class, call);
        assertTrue(e.getMessage().contains(naming), e.getMessage());
    }

    @Test
    void shouldReadItsOwnWritesBeforeTheStart() {
        store.updateSelf(COLOR, "blue");
        assertEquals(Optional.of("blue"), store.value(Cluster.id(0), COLOR));
        assertEquals(Set.of("color"), store.storeKeys());
        final NodeValue<String> value = store.storeKeyValue(COLOR).get(Cluster.id(0));
        assertEquals(Optional.of("blue"), value.value());
        assertEquals(1, value.version());
        assertEquals(NodeStatus.NOT_IN_QUORUM, value.status());
        assertEquals(own.node.generation(), value.generation());
        assertEquals(NodeStatus.NOT_IN_QUORUM, store.selfStatus());
        assertEquals(1, own.transport.wakeups());
    }

    @Test
    void shouldShowUnderEveryKeyWhoPublishedNothingAndUnderItsKeysOnlyWhoPublishedSome() {
        assertEquals(
                Optional.empty(), store.storeKeyValue("any").get(Cluster.id(0)).value());
        store.updateSelf(COLOR, "blue");
        assertEquals(Map.of(), store.storeKeyValue("any"));
        assertEquals(1, store.storeKeyValue("color").size());
        store.removeSelf(COLOR);
        assertEquals(Set.of(), store.storeKeys());
        final NodeValue<byte[]> empty = store.storeKeyValue("color").get(Cluster.id(0));
        assertEquals(Optional.empty(), empty.value());
        assertEquals(Optional.empty(), empty.decodeError());
    }

    @Test
    void shouldShowDeclaredNodesBeforeTheyWereHeardOf() {
        own.node.updateCluster(BOTH);
        final NodeValue<String> value = store.storeKeyValue(COLOR).get(Cluster.id(1));
        assertEquals(NodeStatus.DOWN, value.status());
        assertEquals(0, value.version());
        assertEquals(Optional.empty(), value.value());
        final NodeInfo info = store.localNodeInfo(Cluster.id(1));
        assertEquals(Optional.of(Cluster.address(1)), info.address());
        assertTrue(info.quorumMember());
        assertEquals(Map.of(), info.entries());
    }

    @Test
    void shouldReadWhatPeersWroteAndHideTheUndeclared() {
        final Net.Peer peer = joined();
        peer.node.store().updateSelf(COLOR, "red");
        assertTrue(net.runUntil(
                Duration.ofSeconds(2), () -> store.value(Cluster.id(1), COLOR).isPresent()));
        assertEquals(
                Optional.of("red"),
                store.storeKeyValue(COLOR).get(Cluster.id(1)).value());
        assertEquals(
                "red",
                new String(store.localState()
                        .get(Cluster.id(1))
                        .entries()
                        .get("color")
                        .value()
                        .orElseThrow()));
        own.node.updateCluster(Map.of(Cluster.id(0), NodeUpdate.member(Cluster.address(0))));
        assertEquals(Optional.empty(), store.value(Cluster.id(1), COLOR));
        assertEquals(Set.of(), store.storeKeys());
        assertThrows(UnknownNodeException.class, () -> store.localNodeInfo(Cluster.id(1)));
        own.node.updateCluster(BOTH);
        assertEquals(Optional.of("red"), store.value(Cluster.id(1), COLOR));
    }

    @Test
    void shouldNameTheUnknownNode() {
        final GossipException e =
                assertThrows(UnknownNodeException.class, () -> store.localNodeInfo(NodeId.of("nobody")));
        assertTrue(e.getMessage().contains("nobody"), e.getMessage());
        assertEquals(Optional.empty(), store.value(NodeId.of("nobody"), COLOR));
    }

    @Test
    void shouldGiveTheErrorWithTheEntryWhenBytesDoNotDecode() {
        store.updateSelf(StoreKey.utf8("size"), "no eight bytes");
        final NodeValue<Long> value = store.storeKeyValue(SIZE).get(Cluster.id(0));
        assertEquals(Optional.empty(), value.value());
        assertTrue(value.decodeError().isPresent());
        assertThrows(CodecException.class, () -> store.value(Cluster.id(0), SIZE));
        assertEquals(2, own.node.counters().valuesUndecoded());
    }

    @Test
    void shouldTurnAnyExceptionOfACodecIntoADecodeError() {
        store.updateSelf(COLOR, "blue");
        shouldBeADecodeError(codec(() -> {
            throw new IllegalStateException("broken");
        }));
        shouldBeADecodeError(codec(() -> null));
        assertEquals(4, own.node.counters().valuesUndecoded());
        assertEquals(4, own.node.counters().byLabel().get("values that did not decode"));
    }

    private static StoreKey<String> codec(final Supplier<String> decoded) {
        return StoreKey.of("color", new ValueCodec<String>() {
            @Override
            public int encodedLength(final String value) {
                return 1;
            }

            @Override
            public void encode(final String value, final MutableDirectBuffer buffer, final int offset) {
                buffer.putByte(offset, (byte) 0);
            }

            @Override
            public String decode(final DirectBuffer buffer, final int offset, final int length) {
                return decoded.get();
            }
        });
    }

    private void shouldBeADecodeError(final StoreKey<String> broken) {
        assertTrue(store.storeKeyValue(broken).get(Cluster.id(0)).decodeError().isPresent());
        final CodecException e = assertThrows(CodecException.class, () -> store.value(Cluster.id(0), broken));
        assertTrue(e.getMessage().contains("key=color"), e.getMessage());
    }

    @Test
    void shouldRefuseNullsByName() {
        refuses("key", () -> store.updateSelf(null, "v"));
        refuses("value", () -> store.updateSelf(COLOR, null));
        refuses("writes", () -> store.updateSelf(null));
        refuses("key", () -> store.removeSelf(null));
        refuses("key", () -> store.storeKeyValue((StoreKey<String>) null));
        refuses("key", () -> store.storeKeyValue((String) null));
        refuses("key", () -> store.storeKeyValue(""));
        refuses("nodeId", () -> store.value(null, COLOR));
        refuses("key", () -> store.value(Cluster.id(0), null));
        refuses("nodeId", () -> store.localNodeInfo(null));
        assertEquals(0, own.transport.wakeups());
    }

    @Test
    void shouldRefuseWhatIsOverALimitAndWriteNothing() {
        assertThrows(
                LimitExceededException.class, () -> store.updateSelf(StoreKey.bytes("k"), new byte[(64 << 10) + 1]));
        for (int i = 0; i < 3; i++) {
            store.updateSelf(StoreKey.int64("k" + i), 1L);
        }
        assertThrows(LimitExceededException.class, () -> store.updateSelf(COLOR, "one too many"));
        assertThrows(LimitExceededException.class, () -> store.updateSelf(batch -> batch.put(COLOR, "one too many")));
        assertEquals(3, store.localNodeInfo(Cluster.id(0)).version());
    }

    @Test
    void shouldTellTheTimeOfTheLastWriteOnly() {
        store.updateSelf(COLOR, "blue");
        final var written = store.metaInfo().lastUpdate();
        net.nowNs += Duration.ofSeconds(3).toNanos();
        assertFalse(store.removeSelf(SIZE));
        store.updateSelf(batch -> {});
        assertEquals(written, store.metaInfo().lastUpdate());
        assertTrue(store.removeSelf(COLOR));
        assertEquals(written.plusSeconds(3), store.metaInfo().lastUpdate());
    }

    @Test
    void shouldDescribeItself() {
        assertEquals(Cluster.id(0), store.nodeId());
        assertEquals(Cluster.id(0), store.metaInfo().id());
        assertEquals("orders", store.metaInfo().clusterId());
        assertEquals("v1", store.metaInfo().gossipVersion());
        assertEquals(own.node.generation(), store.metaInfo().generation());
    }

    @Test
    void shouldHandOutCopies() {
        final byte[] bytes = {1, 2, 3};
        store.updateSelf(StoreKey.bytes("k"), bytes);
        bytes[0] = 9;
        store.storeKeyValue("k").get(Cluster.id(0)).value().orElseThrow()[1] = 9;
        store.localState().get(Cluster.id(0)).entries().get("k").value().orElseThrow()[2] = 9;
        assertArrayEquals(
                new byte[] {1, 2, 3},
                store.value(Cluster.id(0), StoreKey.bytes("k")).orElseThrow());
    }
}
