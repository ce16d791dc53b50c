package io.gossip.it.contract;

import static io.gossip.it.contract.LiveNodes.KEY;
import static io.gossip.it.contract.LiveNodes.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ContactState;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.JoinResult;
import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.it.TransportUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Points 37 and 38, and 40 to 43: who gets together, who is seen to go and to come back, and that values get round. */
@ParameterizedClass
@EnumSource
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MembershipContractIT {
    private static final Duration LEAVE = Duration.ofSeconds(10);

    private final LiveNodes live;

    MembershipContractIT(final TransportUnderTest transport) {
        live = new LiveNodes(transport);
    }

    @AfterEach
    void close() {
        live.close();
    }

    /** Nodes of another gossip version are refused by name, and both keep to themselves. */
    @Test
    void point37ShouldKeepVersionsApart() {
        shouldKeepApart(builder -> builder.gossipVersion("v2"), ContactState.OTHER_VERSION);
    }

    /** The same of another cluster. */
    @Test
    void point38ShouldKeepClustersApart() {
        shouldKeepApart(builder -> builder.clusterId("other"), ContactState.OTHER_CLUSTER);
    }

    private void shouldKeepApart(final Consumer<GossiperBuilder> different, final ContactState refusal) {
        final Gossiper a = open("a", builder -> {});
        final Gossiper x = open("x", different);
        final Gossiper b = open("b", builder -> {});
        final Gossiper y = open("y", different);
        a.start(GossipStartConfiguration.alone());
        x.start(GossipStartConfiguration.alone());
        for (final Gossiper second : List.of(b, y)) {
            final Gossiper ours = second == b ? a : x;
            final Gossiper theirs = second == b ? x : a;
            final JoinResult result = second.start(GossipStartConfiguration.seeds(a.address(), x.address()));
            assertEquals(Set.of(ours.address()), result.contacted());
            assertEquals(Map.of(theirs.address(), refusal), result.failed());
        }
        b.updateSelf(KEY, "b");
        y.updateSelf(KEY, "y");
        LiveNodes.awaitValue(a, "b", "b");
        LiveNodes.awaitValue(x, "y", "y");
        assertEquals(Set.of(a.nodeId(), b.nodeId()), a.view().members().keySet());
        assertEquals(Set.of(x.nodeId(), y.nodeId()), x.view().members().keySet());
    }

    private Gossiper open(final String id, final Consumer<GossiperBuilder> different) {
        return live.open(id, builder -> different.accept(builder.membershipMode(MembershipMode.OPEN)));
    }

    /** Who says good-bye is DOWN for all; who is gone without a word is, too; who returns is UP, wherever it is. */
    @Test
    void point40To42ShouldShowWhoGoesDownAndWhoReturnsUp() {
        final List<Gossiper> nodes = live.cluster("a", "b", "c");
        final Gossiper c = nodes.get(2);
        c.updateSelf(KEY, "kept");
        assertTrue(c.stop(LEAVE));
        assertEquals(NodeStatus.DOWN, c.selfStatus());
        LiveNodes.awaitShown(nodes.get(0), "c", NodeStatus.DOWN);
        LiveNodes.awaitShown(nodes.get(1), "c", NodeStatus.DOWN);

        // At any port, so most likely at another address.
        c.start(GossipStartConfiguration.alone());
        LiveNodes.declare(nodes);
        LiveNodes.awaitUp(nodes);
        LiveNodes.awaitValue(nodes.get(0), "c", "kept");

        c.close();
        LiveNodes.awaitShown(nodes.get(0), "c", NodeStatus.DOWN);
        LiveNodes.awaitShown(nodes.get(1), "c", NodeStatus.DOWN);
        final Gossiper again = live.open("c", builder -> builder.bind("127.0.0.1:0"));
        again.start(GossipStartConfiguration.seeds(nodes.get(0).address()));
        LiveNodes.awaitShown(nodes.get(1), "c", NodeStatus.UP);
        LiveNodes.await(nodes.get(1), "its old values are gone", store -> store.value(c.nodeId(), KEY)
                .isEmpty());
    }

    /** Whatever all write, all end with the last value of each. */
    @Test
    void point43ShouldBringTheLastValueOfEachToAll() {
        final List<Gossiper> nodes = live.cluster("a", "b", "c", "d");
        for (int round = 0; round <= 200; round++) {
            for (final Gossiper node : nodes) {
                node.updateSelf(KEY, node.nodeId().value() + round);
            }
        }
        for (final Gossiper observer : nodes) {
            for (final Gossiper owner : nodes) {
                LiveNodes.awaitValue(
                        observer, owner.nodeId().value(), owner.nodeId().value() + 200);
            }
        }
        assertEquals(NodeStatus.UP, shown(nodes.get(0), NodeId.of("d").value()));
    }
}
