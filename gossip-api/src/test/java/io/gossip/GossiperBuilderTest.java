package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GossiperBuilderTest {
    private static void assertNames(final String expected, final Runnable call) {
        final GossipException error = assertThrows(GossipException.class, call::run);
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    @Test
    void shouldRefuseEachWrongSettingAtOnceAndNameIt() {
        final GossiperBuilder builder = Gossiper.builder();
        assertNames("nodeId=''", () -> builder.nodeId(""));
        assertNames("length=256", () -> builder.nodeId("x".repeat(256)));
        assertNames("address='nonsense'", () -> builder.bind("nonsense"));
        assertNames("address='host:65536'", () -> builder.bind("host:65536"));
        assertNames("address='::1:80'", () -> builder.advertise("::1:80"));
        assertNames("generation=0", () -> builder.generation(0));
        assertNames("generation=" + ((1L << 47) + 1), () -> builder.generation((1L << 47) + 1));
        assertNames("joinTime=PT-1S", () -> builder.joinTime(Duration.ofSeconds(-1)));
        assertNames("listenerCapacity=0", () -> builder.listenerCapacity(0));
        assertNames("listener=null", () -> builder.listener(null));
        assertNames("clusterDomain='" + "x".repeat(64), () -> builder.clusterDomain("x".repeat(256)));
        assertNames("clusterDomain='\\u0007'", () -> builder.clusterDomain("\u0007"));
        assertNames("probation=PT0S", () -> builder.probation(Duration.ZERO));
        assertNames("probation=PT8784H", () -> builder.probation(Duration.ofDays(366)));
        assertNames("byteBudget=4095", () -> builder.byteBudget(4_095));
        assertNames("byteBudget=1073741825", () -> builder.byteBudget((1L << 30) + 1));
        assertNames("expectedMembers=-1", () -> builder.expectedMembers(-1));
    }

    @Test
    void shouldAskForTheNodeId() {
        assertNames("nodeId=null", () -> Gossiper.builder().build());
    }

    @Test
    void shouldNameTheModuleToAddWhenThereIsNoImplementation() {
        assertNames("gossip-core", () -> Gossiper.builder().nodeId("a").build());
    }

    @Test
    void shouldTellWhoJoined() {
        final NodeAddress other = new NodeAddress("127.0.0.1", 2);
        assertTrue(new JoinResult(Set.of(), Map.of(), Set.of()).isJoined());
        assertTrue(new JoinResult(Set.of(Samples.ADDRESS), Map.of(), Set.of(other)).isJoined());
        final JoinResult alone = new JoinResult(Set.of(), Map.of(other, ContactState.FULL), Set.of(Samples.ADDRESS));
        assertFalse(alone.isJoined());
        assertEquals(Set.of(other, Samples.ADDRESS), Set.copyOf(alone.asked()));
    }

    @Test
    void shouldTellAStartWhichDomainsAreActiveAndWhoDecides() {
        final GossipStartConfiguration start = GossipStartConfiguration.seeds(Samples.ADDRESS)
                .withActiveMap(Map.of("zone", ClusterDomainState.ACTIVE))
                .withQuorumProviderType(QuorumProviderType.FAILURE_DOMAINS);
        assertEquals(List.of(Samples.ADDRESS), start.seeds());
        assertEquals(Map.of("zone", ClusterDomainState.ACTIVE), start.activeMap());
        assertEquals(Optional.of(QuorumProviderType.FAILURE_DOMAINS), start.quorumProviderType());
        assertEquals(Optional.empty(), GossipStartConfiguration.alone().quorumProviderType());
        assertNames("activeMap[zone]=null", () -> GossipStartConfiguration.alone()
                .withActiveMap(Collections.singletonMap("zone", null)));
    }

    @Test
    void shouldRefuseSeedsThatCannotBeReached() {
        final NodeAddress portless = new NodeAddress("127.0.0.1", 0);
        assertNames("seedPort=0", () -> GossipStartConfiguration.seeds(portless));
        assertThrows(UnsupportedOperationException.class, () -> new GossipStartConfiguration(
                        Map.of(), List.of(Samples.ADDRESS))
                .seeds()
                .clear());
    }
}
