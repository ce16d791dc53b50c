package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.CodecException;
import io.gossip.GossipIntervals;
import io.gossip.LimitExceededException;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.NodeValue;
import io.gossip.StoreKey;
import io.gossip.ValueCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** F21, F22, F23 and F25: values are bytes, one by one, and nobody's but their owner's. */
class FlawValueTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final StoreKey<String> OTHER = StoreKey.utf8("other");
    private static final StoreKey<byte[]> BYTES = StoreKey.bytes("key");
    private static final NodeId B = NodeId.of("b");

    private final ContractNetwork net = new ContractNetwork(21);

    /** F21: one value that cannot be encoded stops all data of its node, without a word. */
    @Test
    void f21ShouldRefuseAValueThatCannotBeEncodedAndGoOn() {
        net.cluster("a", "b");
        final ContractNode b = net.get("b");
        b.write(KEY, "good");
        final StoreKey<String> bad = StoreKey.of("bad", new Unwritable());
        assertThrows(IllegalStateException.class, () -> b.store().updateSelf(bad, "x"));
        assertThrows(LimitExceededException.class, () -> b.write(OTHER, "x".repeat(100_000)));
        assertThrows(IllegalStateException.class, () -> b.store().updateSelf(batch -> {
            batch.put(KEY, "half of a batch");
            batch.put(bad, "x");
        }));
        assertEquals(Optional.of("good"), b.value("b", KEY));
        assertEquals(Set.of("key"), b.store().storeKeys());
        net.await("a has it", () -> net.get("a").value("b", KEY).equals(Optional.of("good")));
        b.write(KEY, "later");
        net.await("a has that", () -> net.get("a").value("b", KEY).equals(Optional.of("later")));
    }

    /** F21: a receiver that cannot decode a value loses all of it: here only that entry says why. */
    @Test
    void f21ShouldShowTheOthersWhenOneValueDoesNotDecode() {
        net.cluster("a", "b", "c");
        final ContractNode a = net.get("a");
        net.get("b").store().updateSelf(BYTES, new byte[] {1, 2, 3});
        net.get("c").store().updateSelf(StoreKey.int64("key"), 42L);
        net.await(
                "both are there",
                () -> a.value("b", BYTES).isPresent() && a.value("c", BYTES).isPresent());
        final Map<NodeId, NodeValue<Long>> values = a.store().storeKeyValue(StoreKey.int64("key"));
        assertEquals(Optional.of(42L), values.get(NodeId.of("c")).value());
        assertTrue(values.get(B).decodeError().isPresent());
        assertEquals(Optional.empty(), values.get(B).value());
        assertThrows(CodecException.class, () -> a.value("b", StoreKey.int64("key")));
        assertArrayEquals(new byte[] {1, 2, 3}, a.value("b", BYTES).orElseThrow());
    }

    /** F22: what is said at a join is thrown away, so that values wait for another exchange. */
    @Test
    void f22ShouldHaveTheValuesOfTheJoinWithoutAnotherExchange() {
        final Consumer<NodeConfig.Builder> slow = config -> config.intervals(
                GossipIntervals.lan().withTick(Duration.ofMinutes(10)).withProbeInterval(Duration.ofMinutes(10)));
        net.node("a", slow);
        net.node("b", slow);
        net.declareAll();
        net.get("a").start();
        net.get("a").write(KEY, "a");
        net.run(Duration.ofMinutes(1));
        net.get("b").write(KEY, "b");
        net.get("b").start();
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.UP, net.get("b").shows("a"));
        assertEquals(Optional.of("a"), net.get("b").value("a", KEY));
        assertEquals(Optional.of("b"), net.get("a").value("b", KEY));
    }

    /** F23: keys cannot be deleted and do not expire, and a record is all or nothing. */
    @Test
    void f23ShouldDeleteAndExpireAndWriteKeysOneByOne() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        final ContractNode b = net.get("b");
        b.write(KEY, "deleted");
        b.write(OTHER, "kept");
        b.store().updateSelf(StoreKey.utf8("short"), "expires", Duration.ofSeconds(5));
        net.await("all are there", () -> a.store().storeKeys().size() == 3);
        final long version = a.store().localNodeInfo(B).entries().get("other").version();
        assertTrue(b.store().removeSelf(KEY));
        net.await("one is gone", () -> a.value("b", KEY).isEmpty());
        net.await("another has expired", () -> a.store().storeKeys().equals(Set.of("other")));
        assertEquals(version, a.store().localNodeInfo(B).entries().get("other").version(), "not written again");
        net.run(Duration.ofMinutes(10));
        assertEquals(Optional.of("kept"), a.value("b", OTHER));
        assertEquals(Set.of("other"), a.store().storeKeys());
    }

    /** F25: what is handed out is the store's own, and whoever writes to it changes the store. */
    @Test
    void f25ShouldHandOutCopies() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        final byte[] given = {1, 2, 3};
        a.store().updateSelf(BYTES, given);
        net.get("b").store().updateSelf(BYTES, new byte[] {7, 8, 9});
        net.await("it is there", () -> a.value("b", BYTES).isPresent());
        Arrays.fill(given, (byte) 0);
        a.store()
                .storeKeyValue(BYTES)
                .values()
                .forEach(shown -> Arrays.fill(shown.value().orElseThrow(), (byte) 0));
        a.store().storeKeyValue(BYTES).clear();
        Arrays.fill(a.value("b", BYTES).orElseThrow(), (byte) 0);
        final Map<NodeId, NodeInfo> state = a.store().localState();
        state.values()
                .forEach(info -> Arrays.fill(info.entries().get("key").value().orElseThrow(), (byte) 0));
        assertThrows(
                UnsupportedOperationException.class,
                () -> state.get(B).entries().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> a.view().members().clear());
        assertArrayEquals(new byte[] {1, 2, 3}, a.value("a", BYTES).orElseThrow());
        assertArrayEquals(new byte[] {7, 8, 9}, a.value("b", BYTES).orElseThrow());
        net.get("b").store().updateSelf(BYTES, new byte[] {5});
        net.await("the next value is there", () -> a.value("b", BYTES).orElseThrow().length == 1);
        assertEquals(3, state.get(B).entries().get("key").value().orElseThrow().length, "a copy is of its moment");
    }

    /** Fails half-way, as for a type that somebody forgot to register. */
    private static final class Unwritable implements ValueCodec<String> {
        @Override
        public int encodedLength(final String value) {
            return 8;
        }

        @Override
        public void encode(final String value, final MutableDirectBuffer buffer, final int offset) {
            buffer.putInt(offset, 7);
            throw new IllegalStateException("unknown type");
        }

        @Override
        public String decode(final DirectBuffer buffer, final int offset, final int length) {
            throw new IllegalStateException("unknown type");
        }
    }
}
