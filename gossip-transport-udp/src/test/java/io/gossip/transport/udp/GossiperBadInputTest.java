package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gossip.GossipException;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.InvalidValueException;
import io.gossip.JoinResult;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.spi.TransportException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users get wrong: a typed error that names the value, at the earliest call that can know. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossiperBadInputTest {
    private static final GossipStartConfiguration ALONE = GossipStartConfiguration.alone();

    private static GossiperBuilder builder() {
        return Gossiper.builder().nodeId("a").membershipMode(MembershipMode.OPEN);
    }

    private static Arguments refused(final String named, final UnaryOperator<GossiperBuilder> setting) {
        return arguments(named, setting);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                refused("''", b -> b.nodeId("")),
                refused("length=256", b -> b.nodeId("x".repeat(256))),
                refused("length=256", b -> b.nodeId("\u00e9".repeat(128))),
                refused("nodeId=null", b -> b.nodeId((String) null)),
                refused("'nonsense'", b -> b.bind("nonsense")),
                refused("'::1:7946'", b -> b.bind("::1:7946")),
                refused("'[::1:7946'", b -> b.bind("[::1:7946")),
                refused("'a:b:c'", b -> b.bind("a:b:c")),
                refused("'host:'", b -> b.advertise("host:")),
                refused("'host:-1'", b -> b.bind("host:-1")),
                refused("'host:65536'", b -> b.bind("host:65536")),
                refused("'host:99999999999'", b -> b.bind("host:99999999999")),
                refused("port=65536", b -> b.bind(new NodeAddress("host", 65_536))),
                refused("port=-1", b -> b.bind(new NodeAddress("host", -1))),
                refused("''", b -> b.clusterId("")),
                refused("length=256", b -> b.gossipVersion("v".repeat(256))),
                refused("expectedMembers=-1", b -> b.expectedMembers(-1)),
                refused("generation=0", b -> b.generation(0)),
                refused("joinTime=PT-1S", b -> b.joinTime(Duration.ofSeconds(-1))),
                refused("listenerCapacity=0", b -> b.listenerCapacity(0)),
                refused("intervals=null", b -> b.intervals(null)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldNameTheSettingAtOnce(final String named, final UnaryOperator<GossiperBuilder> setting) {
        final InvalidValueException error = assertThrows(InvalidValueException.class, () -> setting.apply(builder()));
        assertTrue(error.getMessage().contains(named), error.getMessage());
    }

    @Test
    void shouldTakeTheLongestNodeId() {
        try (Gossiper node = builder().nodeId("x".repeat(255)).build()) {
            node.start(ALONE);
            assertTrue(node.awaitStatus(NodeStatus.UP, Duration.ofSeconds(60)));
        }
    }

    private static Arguments failing(
            final String named,
            final Class<? extends GossipException> type,
            final UnaryOperator<GossiperBuilder> setting) {
        return arguments(named, type, setting);
    }

    static Stream<Arguments> environments() {
        return Stream.of(
                failing(
                        "unknown host, bind=no-such-host.invalid:0",
                        TransportException.class,
                        b -> b.bind("no-such-host.invalid:0")),
                failing(
                        "not an address of this machine, bind=192.0.2.1:0",
                        TransportException.class,
                        b -> b.bind("192.0.2.1:0")),
                failing("bind=0.0.0.0:0", InvalidValueException.class, b -> b.bind("0.0.0.0:0")),
                failing("advertise=0.0.0.0:1", InvalidValueException.class, b -> b.advertise("0.0.0.0:1")),
                failing("transport='pigeon'", InvalidValueException.class, b -> b.transport("pigeon")),
                failing("option='speed'", InvalidValueException.class, b -> b.transportOption("speed", "1")),
                failing(
                        "maxOutgoing='many'",
                        InvalidValueException.class,
                        b -> b.transportOption("maxOutgoing", "many")));
    }

    /** What only the machine can tell, at the start; afterwards the gossiper is as if it had not been tried. */
    @ParameterizedTest
    @MethodSource("environments")
    void shouldNameTheSettingAtTheStart(
            final String named,
            final Class<? extends GossipException> type,
            final UnaryOperator<GossiperBuilder> setting) {
        try (Gossiper node = setting.apply(builder()).build()) {
            for (int i = 0; i < 2; i++) {
                final GossipException error = assertThrows(GossipException.class, () -> node.start(ALONE));
                assertInstanceOf(type, error);
                assertTrue(error.getMessage().contains(named), error.getMessage());
                assertEquals(NodeStatus.NOT_IN_QUORUM, node.selfStatus());
            }
        }
    }

    /** A seed that cannot be found may be found later: that is a result, not an error. */
    @Test
    void shouldReportSeedsThatCannotBeReachedAndGoOn() {
        final NodeAddress unknown = new NodeAddress("no-such-host.invalid", 7_946);
        final NodeAddress ofOtherFamily = new NodeAddress("::1", 7_946);
        try (Gossiper node = builder().joinTime(Duration.ofMillis(300)).build()) {
            final JoinResult result = node.start(GossipStartConfiguration.seeds(unknown, ofOtherFamily));
            assertFalse(result.isJoined());
            assertEquals(2, result.retrying().size(), result::toString);
            assertTrue(node.awaitStatus(NodeStatus.UP, Duration.ofSeconds(60)));
        }
    }

    @Test
    void shouldRefuseArgumentsOfCallsInEachPhase() {
        try (Gossiper node = builder().build()) {
            refuseArguments(node);
            node.start(ALONE);
            refuseArguments(node);
            node.stop(Duration.ZERO);
            refuseArguments(node);
        }
    }

    private static void refuseArguments(final Gossiper node) {
        final NodeAddress unreachable = new NodeAddress("127.0.0.1", 0);
        final StoreKey<String> key = StoreKey.utf8("key");
        refuse("configuration=null", () -> node.start(null));
        refuse("leaveTimeout=PT-1S", () -> node.stop(Duration.ofSeconds(-1)));
        refuse("leaveTimeout=PT48H", () -> node.stop(Duration.ofDays(2)));
        refuse("leaveTimeout=null", () -> node.stop(null));
        refuse("timeout=PT-0.001S", () -> node.awaitStatus(NodeStatus.UP, Duration.ofMillis(-1)));
        refuse("status=null", () -> node.awaitStatus(null, Duration.ZERO));
        refuse("condition=null", () -> node.await(null, Duration.ZERO));
        refuse("timeout=null", () -> node.await(store -> true, null));
        refuse("seeds=null", () -> node.joinAsync(null));
        refuse("seed=null", () -> node.joinAsync(Arrays.asList((NodeAddress) null)));
        refuse("seed=127.0.0.1:0", () -> node.joinAsync(List.of(unreachable)));
        refuse("address=127.0.0.1:0", () -> node.pingAsync(node.nodeId(), unreachable));
        refuse("nodeId=null", () -> node.ping(null, unreachable));
        refuse("listener=null", () -> node.subscribe(null));
        refuse("listener=null", () -> node.subscribe(null, Set.of("key")));
        refuse("keys=null", () -> node.subscribe(event -> {}, null));
        refuse("keys=[]", () -> node.subscribe(event -> {}, Set.of()));
        refuse("key=null", () -> node.subscribe(event -> {}, Collections.singleton(null)));
        refuse("''", () -> node.subscribe(event -> {}, Set.of("key", "")));
        refuse("nodes=null", () -> node.updateCluster(null));
        refuse("records=null", () -> node.update(null));
        refuse("record=null", () -> node.update(Collections.singletonMap(node.nodeId(), null)));
        refuse("nodeId=null", () -> node.update(Collections.singletonMap(null, node.localNodeInfo(node.nodeId()))));
        refuse("key='b' id='a'", () -> node.update(Map.of(NodeId.of("b"), node.localNodeInfo(node.nodeId()))));
        refuse("nodeId=null", () -> node.addNode(null, NodeStatus.UP, true, ""));
        refuse("status=null", () -> node.addNode(node.nodeId(), null, true, ""));
        refuse("clusterDomain=null", () -> node.addNode(node.nodeId(), NodeStatus.UP, true, null));
        refuse("nodeId=null", () -> node.removeNode(null));
        refuse("nodeId=null", () -> node.updateNodeStatus(null, NodeStatus.UP));
        refuse("status=null", () -> node.updateNodeStatus(node.nodeId(), null));
        refuse("status=null", () -> node.updateSelfStatus(null));
        refuse("nodeId=null", () -> node.externalNodeLeave(null));
        refuse("key=null", () -> node.updateSelf(null, "value"));
        refuse("null", () -> node.updateSelf(key, null));
        refuse("null", () -> node.updateSelf(null));
        refuse("null", () -> node.removeSelf(null));
        refuse("null", () -> node.storeKeyValue((String) null));
        refuse("null", () -> node.localNodeInfo(null));
        refuse("null", () -> node.value(null, key));
    }

    private static void refuse(final String named, final Runnable call) {
        final InvalidValueException error = assertThrows(InvalidValueException.class, call::run);
        assertTrue(error.getMessage().contains(named), error.getMessage());
    }
}
