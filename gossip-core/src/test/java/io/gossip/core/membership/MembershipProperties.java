package io.gossip.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random claims, expiries and reapings, judged after every step. */
class MembershipProperties {
    private static final int NODES = 6;
    private static final int PORTS = 3;
    private static final long REAP_NS = 60_000 * Cluster.MS;

    private final Map<Integer, Incarnation> highest = new HashMap<>();
    private final Map<Integer, Set<Generation>> departed = new HashMap<>();

    @Property(tries = 300)
    void shouldKeepItsInvariantsUnderAnyClaims(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        final Random random = new Random(seed);
        final Parts parts = new Parts(0, seed, 5, StoreLimits.defaults());
        final Reaper reaper = new Reaper(parts.table, parts.gone, REAP_NS, parts.events, 0);
        highest.clear();
        departed.clear();
        long nowNs = 0;
        for (int i = 0; i < steps; i++) {
            nowNs += random.nextInt(4_000) * Cluster.MS;
            step(parts, reaper, random, nowNs);
            check(parts);
        }
    }

    private static void step(final Parts parts, final Reaper reaper, final Random random, final long nowNs) {
        switch (random.nextInt(12)) {
            case 0 -> parts.membership.run(nowNs);
            case 1 -> reaper.run(nowNs);
            case 2 -> parts.gone.run(nowNs);
            case 3 -> {
                final Member member = parts.sampler.one();
                if (member != null) {
                    parts.membership.suspect(member, nowNs);
                }
            }
            default -> parts.membership.apply(claim(random), random.nextBoolean(), nowNs);
        }
    }

    private static MemberClaim claim(final Random random) {
        final int n = random.nextInt(NODES + 1);
        final MemberState[] states = MemberState.values();
        return new MemberClaim(
                states[random.nextInt(states.length)],
                Cluster.id(n),
                Cluster.hash(n),
                address(n / 2, 1 + random.nextInt(PORTS)),
                Cluster.inc(1_000 + random.nextInt(3), random.nextInt(4)),
                Cluster.hash(random.nextInt(NODES)),
                random.nextBoolean());
    }

    /** Two members share a host, so that now and then they claim one address. */
    private static NodeAddress address(final int host, final int port) {
        return new NodeAddress("10.0.0." + host, port);
    }

    private void check(final Parts parts) {
        long hash = hashOf(Cluster.hash(0), parts.identity.incarnation());
        final List<Member> present = new ArrayList<>();
        for (int n = 1; n <= NODES; n++) {
            final Member member = parts.member(n);
            if (member != null) {
                checkMember(n, member);
                if (member.isPresent()) {
                    present.add(member);
                    hash ^= hashOf(Cluster.hash(n), member.incarnation());
                }
            } else {
                // Forgotten: what comes after may be anything that the tombstone lets through.
                highest.remove(n);
                if (parts.gone.lifeOf(Cluster.hash(n)).equals(Generation.NONE)) {
                    departed.remove(n);
                }
            }
        }
        assertEquals(hash, parts.table.hash(), "hash kept and hash computed");
        checkPeers(parts, present);
        checkAddresses(parts, present);
    }

    private void checkMember(final int n, final Member member) {
        final Incarnation before = highest.put(n, member.incarnation());
        assertTrue(before == null || before.compareTo(member.incarnation()) <= 0, "incarnation fell, node=" + n);
        final Set<Generation> gone = departed.computeIfAbsent(n, key -> new HashSet<>());
        if (member.state() == MemberState.LEFT) {
            gone.add(member.incarnation().generation());
        }
        assertFalse(
                member.isPresent() && gone.contains(member.incarnation().generation()),
                "a life that left is present, node=" + n);
        assertEquals(member.state() == MemberState.SUSPECT, member.suspicion() != null, "suspicion, node=" + n);
    }

    private static void checkAddresses(final Parts parts, final List<Member> present) {
        for (int host = 0; host <= NODES / 2; host++) {
            for (int port = 1; port <= PORTS; port++) {
                final NodeAddress address = address(host, port);
                assertEquals(
                        present.stream().anyMatch(member -> member.address().equals(address)),
                        parts.table.hasPeerAt(address),
                        "peer at " + address);
            }
        }
    }

    private static void checkPeers(final Parts parts, final List<Member> present) {
        assertEquals(new HashSet<>(present), new HashSet<>(parts.table.peers()));
        assertEquals(present.size(), parts.table.peers().size(), "nobody twice");
        assertEquals(present.size() + 1, parts.table.presentCount());
        assertTrue(parts.table.all().size() <= 5, "bounded");
        for (int i = 0; i < parts.table.peers().size(); i++) {
            assertEquals(i, parts.table.peers().get(i).peerIndex());
        }
        final Set<Member> suspects = new HashSet<>(parts.table.suspects());
        assertEquals(suspects.size(), parts.table.suspects().size());
        for (final Member member : parts.table.all()) {
            assertSame(member, parts.table.find(member.hash()));
            assertSame(member, parts.table.find(member.id()));
            assertEquals(member.state() == MemberState.SUSPECT, suspects.contains(member));
            assertEquals(member.isPresent(), member.peerIndex() >= 0);
        }
    }

    private static long hashOf(final long hash, final Incarnation inc) {
        return Cluster.HASH.mix(
                hash, inc.generation().counter(), inc.generation().nonce(), inc.refutation());
    }
}
