package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.core.node.PingListener;
import io.gossip.sim.network.VirtualTransport;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** F9, F16 and F19: who is who, and what strangers can do to members. */
class FlawIdentityTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final NodeAddress NOWHERE = new NodeAddress("no-such-host", 7946);

    private final ContractNetwork net = new ContractNetwork(9);

    static Stream<Arguments> strangers() {
        final Consumer<NodeConfig.Builder> cluster = config -> config.clusterId("another");
        final Consumer<NodeConfig.Builder> version = config -> config.gossipVersion("v2");
        return Stream.of(Arguments.of("another cluster", cluster), Arguments.of("another version", version));
    }

    /** F9: a node of another cluster with a member's id deletes that member's record wherever it knocks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void f9ShouldNotTouchAMemberForANamesake(final String name, final Consumer<NodeConfig.Builder> other) {
        net.cluster("a", "b", "c");
        net.get("b").write(KEY, "ours");
        net.await("all have it", () -> isThere("a") && isThere("c"));
        final ContractNode namesake =
                net.stranger("b", config -> other.accept(config.membershipMode(MembershipMode.OPEN)));
        namesake.start(
                net.get("a").address(), net.get("b").address(), net.get("c").address());
        namesake.write(KEY, "theirs");
        for (int tick = 0; tick < 200; tick++) {
            net.runTicks(1);
            for (final String id : List.of("a", "c")) {
                assertEquals(NodeStatus.UP, net.get(id).shows("b"));
                assertTrue(isThere(id));
            }
        }
        assertEquals(1, namesake.view().members().size());
    }

    private boolean isThere(final String id) {
        return net.get(id).value("b", KEY).equals(Optional.of("ours"));
    }

    /** F9: so does a packet that cannot be understood. */
    @Test
    void f9ShouldNotTouchAMemberForAPacketThatIsNone() {
        net.cluster("a", "b", "c");
        net.get("b").write(KEY, "ours");
        net.await("all have it", () -> isThere("a") && isThere("c"));
        final VirtualTransport stranger = net.network().open(NodeAddress.parse("10.66.6.6:7946"));
        final RandomGenerator random = net.streams().stream("garbage");
        for (int i = 0; i < 200; i++) {
            final byte[] bytes = new byte[1 + random.nextInt(600)];
            random.nextBytes(bytes);
            final NioBuffer buffer = NioBuffer.allocate(bytes.length);
            buffer.putBytes(0, bytes);
            stranger.send(Lane.BEST_EFFORT, net.get("a").address(), buffer, 0, bytes.length);
            stranger.send(Lane.RELIABLE, net.get("c").address(), buffer, 0, bytes.length);
            net.run(Duration.ofMillis(20));
            assertEquals(NodeStatus.UP, net.get("a").shows("b"));
            assertTrue(isThere("a") && isThere("c"));
        }
    }

    /** F16: pings go to a fixed version, take a name that does not resolve for this host, and cannot be given up. */
    @Test
    void f16ShouldPingInItsOwnVersionAndNeverItself() {
        final List<String> outcomes = new ArrayList<>();
        final PingListener listener = new PingListener() {
            @Override
            public void onAnswer(final long roundTripNs) {
                outcomes.add("answer");
            }

            @Override
            public void onFailure(final String fact) {
                outcomes.add(fact);
            }

            @Override
            public void onAbandoned(final String fact) {
                outcomes.add(fact);
            }
        };
        for (final String id : List.of("a", "b")) {
            net.node(id, config -> config.gossipVersion("7.1"));
        }
        net.startAll();
        final ContractNode a = net.get("a");
        a.ping("b", net.get("b").address(), listener);
        net.await("answered", () -> outcomes.size() == 1);
        assertEquals("answer", outcomes.get(0));
        a.ping("a", NOWHERE, listener);
        net.await("failed", () -> outcomes.size() == 2);
        assertTrue(outcomes.get(1).contains("no-such-host"), outcomes::toString);
        assertThrows(InvalidValueException.class, () -> new NodeAddress("10.0.0.1", 65_536));
        assertThrows(InvalidValueException.class, () -> new NodeAddress("10.0.0.1", -1));
    }

    /** F19: id and version run into one name, so that one node's is another's. */
    @Test
    void f19ShouldTellIdFromVersion() {
        final List<ContractNode> first = List.of(open("a", "v1v1"), open("b", "v1v1"));
        final List<ContractNode> second = List.of(open("av1", "v1"), open("bv1", "v1"), open("a", "v1"));
        first.forEach(node -> node.start(second.get(0).address(), first.get(0).address()));
        second.forEach(node -> node.start(first.get(1).address(), second.get(0).address()));
        net.await(
                "both have met",
                () -> first.stream().allMatch(node -> node.view().members().size() == 2)
                        && second.stream()
                                .allMatch(node -> node.view().members().size() == 3));
        net.runTicks(200);
        first.forEach(node -> assertEquals(List.of("a", "b"), ids(node)));
        second.forEach(node -> assertEquals(List.of("a", "av1", "bv1"), ids(node)));
    }

    private ContractNode open(final String id, final String version) {
        return net.stranger(
                id, config -> config.membershipMode(MembershipMode.OPEN).gossipVersion(version));
    }

    private static List<String> ids(final ContractNode node) {
        return node.view().members().keySet().stream().map(id -> id.value()).toList();
    }
}
