package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.Retention;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever happens to a few nodes: when it ends, all see each other and hold the same. */
class GossipNodeProperties {
    private static final int NODES = 5;
    private static final Retention BRIEF =
            new Retention(Duration.ofSeconds(40), Duration.ofMinutes(4), Duration.ofSeconds(10));

    private final Net.Peer[] peers = new Net.Peer[NODES];
    private final Map<String, Incarnation> seen = new HashMap<>();

    /** A node that all others had forgotten held some of them as members, got their acks, and so never joined anew. */
    @Test
    void shouldConvergeThoughANodeWasForgottenByThoseItProbes() {
        shouldConvergeWhenTroubleEnds(957);
    }

    @Property(tries = 20)
    void shouldConvergeWhenTroubleEnds(@ForAll final long seed) {
        final Random random = new Random(seed);
        final Net net = new Net(seed);
        seen.clear();
        for (int n = 0; n < NODES; n++) {
            start(net, n, random);
        }
        for (int step = 0; step < 60; step++) {
            trouble(net, random);
            net.run(Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? 60_000 : 2_000)));
            checkIncarnations();
        }
        net.cut.clear();
        net.loss = 0;
        for (int n = 0; n < NODES; n++) {
            peers[n].isFrozen = false;
            if (peers[n].node.isStopped() || peers[n].node.store().selfStatus() == NodeStatus.DOWN) {
                start(net, n, random);
            }
        }
        assertTrue(net.runUntil(Duration.ofMinutes(6), this::isWhole), () -> describe());
        for (final Net.Peer peer : peers) {
            for (final Net.Peer other : peers) {
                assertEquals(
                        other.node.store().localNodeInfo(other.id()).entries(),
                        peer.node.store().localNodeInfo(other.id()).entries());
            }
        }
    }

    private void start(final Net net, final int n, final Random random) {
        if (peers[n] != null) {
            net.kill(peers[n]);
        }
        seen.keySet().removeIf(key -> key.startsWith(n + " sees"));
        final NodeConfig config = Net.config(n)
                .membershipMode(MembershipMode.OPEN)
                .retention(BRIEF)
                .build();
        peers[n] = n == 0 ? net.start(n, config) : net.start(n, config, random.nextInt(n));
        peers[n].node.store().updateSelf(StoreKey.int64("start"), random.nextLong());
    }

    /** Another run on what the node remembers, after a pause of its own or at once. */
    private void startAgain(final Net net, final int n, final Random random) {
        peers[n].node.stop();
        if (random.nextBoolean()) {
            net.run(Duration.ofMillis(random.nextInt(300_000)));
        }
        seen.keySet().removeIf(key -> key.startsWith(n + " sees"));
        peers[n] = net.again(peers[n]);
        // As at a first start: whoever knows nobody any more finds node 0 in the end.
        net.start(peers[n], random.nextInt(Math.max(1, n)));
    }

    private void trouble(final Net net, final Random random) {
        final int n = random.nextInt(NODES);
        final Net.Peer peer = peers[n];
        switch (random.nextInt(14)) {
            case 0 -> start(net, n, random);
            case 9, 10 -> startAgain(net, n, random);
            case 1 -> peer.node.stop();
            case 2 -> {
                if (!peer.node.isStopped()) {
                    peer.node.leave(net.nowNs);
                }
            }
            case 3 -> peer.isFrozen = !peer.isFrozen;
            case 4 -> net.cut(peer, peers[random.nextInt(NODES)]);
            case 5 -> net.cut.add(n + "-" + random.nextInt(NODES)); // one way only
            case 6 -> net.cut.clear();
            case 7 -> net.loss = random.nextInt(3) * 0.2;
            case 8 -> peer.node.store().removeSelf(StoreKey.bytes("k" + random.nextInt(5)));
            default ->
                peer.node
                        .store()
                        .updateSelf(
                                StoreKey.bytes("k" + random.nextInt(5)),
                                new byte[random.nextInt(random.nextInt(6) == 0 ? 20_000 : 200)]);
        }
    }

    private void checkIncarnations() {
        for (final Net.Peer peer : peers) {
            for (final ClusterView.Member member :
                    peer.node.store().view().members().values()) {
                final String key = peer.n + " sees " + member.id();
                final Incarnation before = seen.put(key, member.incarnation());
                final boolean isForgotten = peer.events.toString().contains("MemberRemoved[node=" + member.id() + ",");
                assertTrue(
                        before == null || isForgotten || before.compareTo(member.incarnation()) <= 0,
                        () -> "an incarnation fell: " + key + " " + before + " " + member.incarnation());
            }
        }
    }

    private boolean isWhole() {
        final long hash = peers[0].node.rootHash();
        for (final Net.Peer peer : peers) {
            final ClusterView view = peer.node.store().view();
            for (final Net.Peer other : peers) {
                final ClusterView.Member member = view.members().get(other.id());
                if (member == null || member.status() != NodeStatus.UP || !isOf(member, other)) {
                    return false;
                }
            }
            if (peer.node.rootHash() != hash) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(final ClusterView.Member member, final Net.Peer other) {
        final Generation life = other.node.generation();
        return member.incarnation().generation().equals(life);
    }

    private String describe() {
        final StringBuilder text = new StringBuilder();
        for (final Net.Peer peer : peers) {
            text.append('\n')
                    .append(peer.id())
                    .append(' ')
                    .append(peer.node.generation())
                    .append(" hash ")
                    .append(Long.toHexString(peer.node.rootHash()));
            final Map<NodeId, ClusterView.Member> members =
                    peer.node.store().view().members();
            members.values().forEach(member -> text.append("\n    ")
                    .append(member.id())
                    .append(' ')
                    .append(member.status())
                    .append(' ')
                    .append(member.incarnation())
                    .append(" v")
                    .append(peer.node.store().localNodeInfo(member.id()).version()));
        }
        return text.toString();
    }
}
