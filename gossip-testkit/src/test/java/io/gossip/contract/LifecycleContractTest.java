package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ContactState;
import io.gossip.GossipException;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumProviderType;
import io.gossip.StoreKey;
import io.gossip.core.node.PingListener;
import io.gossip.sim.network.VirtualTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Points 44 to 50: start, stop and ping of a protocol node. What a gossiper makes of them, threads and futures included, is
 * looked at where there are sockets.
 */
class LifecycleContractTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final NodeAddress NOBODY = NodeAddress.parse("10.6.6.6:7946");

    private final ContractNetwork net = new ContractNetwork(44);

    /** A node without seeds is a cluster of one. */
    @Test
    void point44ShouldStartWithoutSeeds() {
        final ContractNode a = net.node("a");
        a.declarations().updateCluster(net.members());
        a.start();
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
        assertTrue(a.node().takesPart());
    }

    /** Seeds that do not answer are no error: the node is usable, says whom it waits for, and meets them when they come. */
    @Test
    void point45ShouldBeUsableAndKeepTryingWhenNoSeedAnswers() {
        final ContractNode a = net.node("a");
        final ContractNode late = net.node("late");
        net.declareAll();
        net.network().register(NOBODY);
        a.start(NOBODY, late.address());
        a.write(KEY, "alone");
        net.run(Duration.ofMinutes(10));
        assertEquals(ContactState.WAITING, a.node().contactState(late.address()));
        assertEquals(Optional.of("alone"), a.value("a", KEY));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        late.start();
        net.awaitAllUp();
        net.await("the value is there", () -> late.value("a", KEY).isPresent());
        assertEquals(ContactState.CONTACTED, a.node().contactState(late.address()));
        assertEquals(ContactState.WAITING, a.node().contactState(NOBODY));
    }

    /** A start at an address that is in use fails, names it, and changes nothing; once it is free the node can be started. */
    @Test
    void point46ShouldFailToStartWhenItsAddressIsInUse() {
        final ContractNode a = net.node("a");
        net.declareAll();
        final VirtualTransport other = net.network().open(a.address());
        final GossipException error = assertThrows(GossipException.class, a::start);
        assertTrue(error.getMessage().contains(a.address().toString()), error.getMessage());
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        other.close();
        a.start();
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
    }

    /** What has stopped cannot be stopped again, and says so. */
    @Test
    void point47ShouldRefuseASecondStop() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        a.leave();
        final LifecycleException error = assertThrows(LifecycleException.class, a::leave);
        assertTrue(error.getMessage().contains("nodeId=a"), error.getMessage());
        assertEquals(NodeStatus.DOWN, a.self());
    }

    /** The same node can be started and stopped any number of times; its values and its declaration are there again. */
    @Test
    void point48ShouldStartAgainAfterAStop() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        for (int i = 0; i < 10; i++) {
            final String value = "run " + i;
            a.write(KEY, value);
            net.await("b has it", () -> net.get("b").value("a", KEY).equals(Optional.of(value)));
            if (i % 2 == 0) {
                a.leave();
                net.awaitShown("a", NodeStatus.DOWN, "b");
            } else {
                a.stop();
            }
            assertEquals(NodeStatus.DOWN, a.self());
            assertEquals(Optional.of(value), a.value("a", KEY));
            a.start();
            net.awaitAllUp();
            net.await("b has it again", () -> net.get("b").value("a", KEY).equals(Optional.of(value)));
        }
    }

    /** What can have happened to a node before a call. */
    private enum Phase {
        NEVER_STARTED,
        START_FAILED,
        RUNNING,
        LEAVING,
        STOPPED,
        INACTIVE
    }

    private ContractNode in(final Phase phase) {
        final ContractNode a = net.node("a");
        net.node("b");
        net.declareAll();
        switch (phase) {
            case NEVER_STARTED -> {}
            case START_FAILED -> {
                final VirtualTransport other = net.network().open(a.address());
                assertThrows(GossipException.class, a::start);
                other.close();
            }
            case INACTIVE ->
                a.declarations()
                        .declare(
                                GossipStartConfiguration.alone()
                                        .withQuorumProviderType(QuorumProviderType.FAILURE_DOMAINS),
                                a.address());
            default -> net.startAll();
        }
        if (phase == Phase.LEAVING) {
            a.node().leave(a.clock().monotonicNs());
        } else if (phase == Phase.STOPPED) {
            a.leave();
        } else if (phase == Phase.INACTIVE) {
            a.start();
        }
        return a;
    }

    /** Every call, in every phase, does what it says or fails with a typed error; the node is as usable as before. */
    @ParameterizedTest
    @EnumSource
    void point49ShouldAnswerEveryCallInEveryPhase(final Phase phase) {
        final ContractNode a = in(phase);
        final GossipStore store = a.store();
        final NodeId b = NodeId.of("b");
        store.updateSelf(KEY, "v");
        store.updateSelf(KEY, "v", Duration.ofDays(1));
        store.updateSelf(batch -> batch.put(KEY, "v"));
        assertTrue(store.removeSelf(KEY));
        store.updateSelf(KEY, phase.name());
        assertEquals(Optional.of(phase.name()), store.value(a.id(), KEY));
        assertTrue(store.read(a.id(), KEY, (counter, nonce, version, buffer, offset, length) -> {}));
        assertEquals(1, store.forEachValue(KEY, (id, counter, nonce, version, buffer, offset, length) -> {}));
        assertEquals(Set.of("key"), store.storeKeys());
        assertEquals(Set.of(a.id(), b), store.storeKeyValue(KEY).keySet());
        assertEquals(Set.of(a.id(), b), store.localState().keySet());
        assertEquals(a.id(), store.localNodeInfo(a.id()).id());
        assertEquals(a.id(), store.metaInfo().id());
        assertEquals(store.selfStatus(), store.view().selfStatus());
        store.addNode(NodeId.of("x"), NodeStatus.UP, true, "");
        store.updateNodeStatus(NodeId.of("x"), NodeStatus.DOWN);
        store.removeNode(NodeId.of("x"));
        store.updateSelfStatus(NodeStatus.DOWN);
        a.declarations().updateCluster(net.members());
        a.declarations().updateClusterDomainsActiveMap(ContractNetwork.active("somewhere"));
        a.declarations().updateSelfClusterDomain("elsewhere");
        a.declarations().updateSelfClusterDomain("");
        a.declarations().externalNodeLeave(b);
        if (a.node() != null) {
            callTheProtocol(a, phase);
        }
        if (phase == Phase.RUNNING || phase == Phase.INACTIVE || phase == Phase.LEAVING) {
            a.stop();
        }
        a.declarations().updateClusterDomainsActiveMap(ContractNetwork.active(""));
        a.start();
        a.declarations().updateCluster(net.members("a"));
        net.await("usable", () -> a.self() == NodeStatus.UP);
        assertEquals(Optional.of(phase.name()), store.value(a.id(), KEY));
    }

    private void callTheProtocol(final ContractNode a, final Phase phase) {
        final boolean isRunning = phase == Phase.RUNNING || phase == Phase.LEAVING;
        final long nowNs = a.clock().monotonicNs();
        final NodeAddress ofB = net.get("b").address();
        assertOutcome(isRunning || phase == Phase.INACTIVE, () -> a.node().join(List.of(ofB), nowNs));
        assertOutcome(isRunning || phase == Phase.INACTIVE, () -> a.node().contactState(ofB));
        assertOutcome(isRunning, () -> a.node().ping(NodeId.of("b"), ofB, outcomes, nowNs));
        if (phase != Phase.START_FAILED) {
            assertOutcome(false, () -> a.node().start(nowNs, List.of()));
        }
        assertEquals(
                phase != Phase.STOPPED && phase != Phase.START_FAILED, a.node().nextDeadlineNs() < Long.MAX_VALUE);
        a.node().rootHash();
        assertOutcome(isRunning || phase == Phase.INACTIVE, () -> a.node().leave(nowNs));
    }

    private static void assertOutcome(final boolean works, final Executable call) {
        if (works) {
            assertDoesNotThrow(call);
        } else {
            assertThrows(LifecycleException.class, call);
        }
    }

    /** What came of pings, in words. */
    private static final class Outcomes implements PingListener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void onAnswer(final long roundTripNs) {
            assertTrue(roundTripNs > 0 && roundTripNs < 1_000_000_000L, "round trip " + roundTripNs);
            all.add("answer");
        }

        @Override
        public void onFailure(final String fact) {
            all.add(fact);
        }

        @Override
        public void onAbandoned(final String fact) {
            all.add(fact);
        }
    }

    private final Outcomes outcomes = new Outcomes();

    private String lastOutcome(final int count) {
        net.await("ping " + count + " is over", () -> outcomes.all.size() == count);
        return outcomes.all.get(count - 1);
    }

    /** A node answers to its own id only, to strangers and itself as well; silence is tried three times, then told. */
    @Test
    void point50ShouldPingByIdWithThreeTries() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        final NodeAddress ofB = net.get("b").address();
        a.ping("b", ofB, outcomes);
        assertEquals("answer", lastOutcome(1));
        a.ping("a", a.address(), outcomes);
        assertEquals("answer", lastOutcome(2), "itself");
        a.ping("zebra", ofB, outcomes);
        assertTrue(lastOutcome(3).contains("attempts=3"), outcomes.all::toString);

        final VirtualTransport silent = net.network().open(NOBODY);
        a.ping("b", NOBODY, outcomes);
        assertTrue(lastOutcome(4).contains("attempts=3"), outcomes.all::toString);
        assertEquals(3, silent.poll((lane, source, buffer, offset, length) -> {}, 100), "packets that came");
        assertThrows(InvalidValueException.class, () -> a.ping("b", new NodeAddress("10.0.0.2", 0), outcomes));
        assertThrows(InvalidValueException.class, () -> NodeAddress.parse("10.0.0.2:70000"));
        assertThrows(InvalidValueException.class, () -> NodeAddress.parse("10.0.0.2"));
        a.stop();
        assertThrows(LifecycleException.class, () -> a.ping("b", ofB, outcomes));
        assertFalse(outcomes.all.size() > 4);
    }
}
