package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.LifecycleException;
import io.gossip.NodeStatus;
import io.gossip.QuorumProvider;
import io.gossip.StoreKey;
import io.gossip.sim.network.VirtualTransport;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Points 30 to 36: failure domains. The first letter of a node's id is its domain. */
class DomainsContractTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final Duration PROBATION = Duration.ofSeconds(40);

    private final ContractNetwork net = new ContractNetwork(30);

    private void nodes(final String... ids) {
        for (final String id : ids) {
            net.node(id, config -> config.clusterDomain(id.substring(0, 1))
                    .probation(PROBATION)
                    .quorumProvider(QuorumProvider.failureDomains()));
        }
        net.declareAll();
    }

    private void started(final String... ids) {
        nodes(ids);
        net.activateAll("a", "b", "c");
        net.startAll();
    }

    /** @return what an observer shows of a node until it is the last of these */
    private Set<NodeStatus> seenUntil(final String observer, final String subject, final NodeStatus last) {
        final Set<NodeStatus> seen = new HashSet<>();
        net.await(subject + " is " + last, () -> {
            seen.add(net.get(observer).shows(subject));
            return net.get(observer).shows(subject) == last;
        });
        return seen;
    }

    /** While its own domain is inactive a started node has no socket, sends nothing and is not in quorum. */
    @Test
    void point30ShouldOpenNothingInAnInactiveDomain() {
        nodes("a1", "b1");
        net.activateAll("b");
        net.get("a1").start(net.get("b1").address());
        net.get("b1").start();
        final VirtualTransport other = net.network().open(net.get("a1").address());
        net.run(Duration.ofSeconds(30));
        net.declareAll();
        net.run(Duration.ofSeconds(30));
        assertFalse(net.get("a1").isOpen());
        assertEquals(
                0,
                net.get("a1").packetsSent().values().stream().mapToLong(n -> n).sum());
        assertEquals(NodeStatus.NOT_IN_QUORUM, net.get("a1").self());
        assertEquals(NodeStatus.DOWN, net.get("b1").shows("a1"));
        assertEquals(NodeStatus.UP, net.get("b1").self());
        other.close();
    }

    /** A node whose domain becomes active opens its socket and joins, and tries again while it cannot. */
    @Test
    void point31ShouldJoinWhenItsDomainBecomesActive() {
        nodes("a1", "b1");
        net.activateAll("b");
        net.get("a1").start();
        net.get("b1").start();
        net.get("b1").write(KEY, "b");
        final VirtualTransport other = net.network().open(net.get("a1").address());
        net.activateAll("a", "b");
        net.run(Duration.ofSeconds(30));
        assertEquals(NodeStatus.NOT_IN_QUORUM, net.get("a1").self(), "its address is in use");
        other.close();
        net.awaitAllUp();
        net.await("the value is there", () -> net.get("a1").value("b1", KEY).equals(Optional.of("b")));
        assertTrue(net.get("a1").isOpen());
        assertThrows(
                LifecycleException.class, () -> net.network().open(net.get("a1").address()));
    }

    /** A lost node is SUSPECT_DOWN if nobody of its domain answers, and DOWN at once if somebody does: itself counts. */
    @Test
    void point32ShouldSuspectOnlyWhenNobodyOfTheDomainAnswers() {
        started("a1", "a2", "a3", "b1", "b2", "c1");
        net.get("b1").crash();
        assertEquals(Set.of(NodeStatus.UP, NodeStatus.DOWN), seenUntil("a1", "b1", NodeStatus.DOWN), "b2 answers");
        net.get("b2").crash();
        assertEquals(
                Set.of(NodeStatus.UP, NodeStatus.SUSPECT_DOWN),
                seenUntil("a1", "b2", NodeStatus.SUSPECT_DOWN),
                "nobody is left");
        net.get("a2").crash();
        net.get("a3").crash();
        assertEquals(
                Set.of(NodeStatus.UP, NodeStatus.DOWN), seenUntil("a1", "a2", NodeStatus.DOWN), "it is there itself");
        assertEquals(NodeStatus.DOWN, net.get("a1").shows("a3"));
    }

    /** Whoever is lost in an inactive domain is not waited for: DOWN. */
    @Test
    void point33ShouldCondemnAtOnceInAnInactiveDomain() {
        started("a1", "a2", "b1");
        net.get("a1").declarations().updateClusterDomainsActiveMap(ContractNetwork.active("a"));
        net.get("b1").crash();
        assertEquals(Set.of(NodeStatus.UP, NodeStatus.DOWN), seenUntil("a1", "b1", NodeStatus.DOWN));
    }

    /** After its probation a suspect is DOWN, if the one who judges is UP; else it stays on probation. */
    @Test
    void point34ShouldCondemnAfterProbationOnlyWhileUp() {
        started("a1", "a2", "b1");
        net.get("b1").crash();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        net.run(PROBATION.minusSeconds(1));
        assertEquals(NodeStatus.SUSPECT_DOWN, net.get("a1").shows("b1"));
        net.run(Duration.ofSeconds(2));
        assertEquals(NodeStatus.DOWN, net.get("a1").shows("b1"));
    }

    @Test
    void point34ShouldNotJudgeWhileOutOfQuorum() {
        started("a1", "b1", "c1");
        net.get("b1").crash();
        net.get("c1").stop();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        net.run(PROBATION.multipliedBy(5));
        assertEquals(NodeStatus.NOT_IN_QUORUM, net.get("a1").self());
        assertEquals(NodeStatus.SUSPECT_DOWN, net.get("a1").shows("b1"));
        net.get("c1").start();
        net.await("UP again", () -> net.get("a1").self() == NodeStatus.UP);
        assertEquals(NodeStatus.SUSPECT_DOWN, net.get("a1").shows("b1"), "not before a probation has passed");
        net.run(PROBATION.plusSeconds(2));
        assertEquals(NodeStatus.DOWN, net.get("a1").shows("b1"));
    }

    /** Who comes back while on probation is UP, and stays so when that would have ended. */
    @Test
    void point35ShouldClearProbationOnReturn() {
        started("a1", "a2", "b1");
        net.get("b1").pause();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        net.get("b1").resume();
        net.awaitShown("b1", NodeStatus.UP, "a1");
        for (int i = 0; i < PROBATION.toSeconds() * 2; i++) {
            net.run(Duration.ofSeconds(1));
            assertEquals(NodeStatus.UP, net.get("a1").shows("b1"));
        }
    }

    /** It is on probation for the whole time when it is lost again. */
    @Test
    void point35ShouldBeginAProbationAnewAfterAReturn() {
        started("a1", "a2", "b1");
        for (int i = 0; i < 3; i++) {
            net.get("b1").pause();
            net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
            net.run(PROBATION.minusSeconds(30));
            net.get("b1").resume();
            net.awaitShown("b1", NodeStatus.UP, "a1");
        }
        net.get("b1").pause();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        net.run(PROBATION.minusSeconds(5));
        assertEquals(NodeStatus.SUSPECT_DOWN, net.get("a1").shows("b1"));
        net.run(Duration.ofSeconds(6));
        assertEquals(NodeStatus.DOWN, net.get("a1").shows("b1"));
    }

    /** Being suspected is enough not to count: quorum goes at once, the verdict comes later. */
    @Test
    void point36ShouldLowerTheQuorumAtOnceWhenSuspecting() {
        started("a1", "b1", "b2");
        net.get("b1").crash();
        net.get("b2").crash();
        final ContractNode a = net.get("a1");
        net.await("both are lost", () -> a.shows("b1") != NodeStatus.UP && a.shows("b2") != NodeStatus.UP);
        assertEquals(1, a.view().quorum().up());
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        net.run(Duration.ofSeconds(2));
        assertEquals(NodeStatus.SUSPECT_DOWN, a.shows("b1"));
        assertEquals(NodeStatus.SUSPECT_DOWN, a.shows("b2"));
    }
}
