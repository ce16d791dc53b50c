package io.gossip.core.antientropy;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.outbound.Budgets;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.spi.Lane;
import io.gossip.store.ChunkSource;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A few nodes that reconcile their stores over real packets, handed over in memory. */
final class Exchange {
    static final long TICK_NS = 200 * Cluster.MS;

    final List<Node> nodes = new ArrayList<>();
    final List<Sent> log = new ArrayList<>();
    private final Random random;
    private long nowNs;

    /** One node of the exchange. */
    final class Node extends Packets.Silent {
        final Parts parts;
        final Pulls pulls;
        final AntiEntropy antiEntropy;

        Node(final Parts parts) {
            this.parts = parts;
            pulls = new Pulls(replica(), parts.outbox, TICK_NS, 16_384);
            antiEntropy = new AntiEntropy(
                    new AntiEntropyParts(replica(), parts.table, parts.sampler, parts.outbox), pulls, TICK_NS);
        }

        Replica replica() {
            return parts.store.replica();
        }

        @Override
        public void onDigest(final PacketOrigin from, final DigestDecoder digest) {
            antiEntropy.onDigest(parts.table.find(from.senderHash()), digest, nowNs);
        }

        @Override
        public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
            replica().merge(chunk);
        }
    }

    Exchange(final int nodeCount, final long seed) {
        this(nodeCount, seed, Parts.PLENTY);
    }

    Exchange(final int nodeCount, final long seed, final Budgets budgets) {
        random = new Random(seed);
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(new Node(new Parts(i, seed + i, budgets).withMembers(nodeCount - 1)));
        }
    }

    void holdEverywhere(final NodeId owner) {
        nodes.forEach(node -> node.replica().hold(owner));
    }

    /** Cuts from one store what another lacks, into one packet of at most so many bytes. */
    static void transfer(final Parts from, final Node to, final long owner, final int limit) {
        final PacketEncoder packet = new PacketEncoder(Cluster.HASH.clusterHash(), from.identity.hash(), limit);
        final OwnerDigest asker = new OwnerDigest();
        if (!to.replica().digest(owner, asker)) {
            return;
        }
        from.store.replica().cut(asker, packet.chunkSink());
        final byte[] bytes = new byte[packet.end()];
        if (bytes.length > 0) {
            packet.buffer().getBytes(0, bytes);
            Packets.deliver(new Sent(Lane.BEST_EFFORT, Cluster.address(0), Cluster.address(0), bytes), to);
        }
    }

    /** One tick of everybody, and everything it leads to; packets get lost with that probability. */
    void round(final double loss) {
        nowNs += TICK_NS;
        for (final Node node : nodes) {
            node.parts.outbox.at(nowNs);
            final int self = nodes.indexOf(node);
            final int other = (self + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
            final boolean isEqual =
                    node.replica().rootHash() == nodes.get(other).replica().rootHash();
            node.antiEntropy.onRootHash(node.parts.member(other), isEqual);
            node.antiEntropy.onTick();
        }
        boolean isQuiet = false;
        for (int hops = 0; !isQuiet; hops++) {
            if (hops > 100) {
                throw new AssertionError("never gets quiet");
            }
            isQuiet = !deliverAll(loss);
        }
    }

    private boolean deliverAll(final double loss) {
        boolean isAny = false;
        for (final Node node : nodes) {
            for (final Sent packet : node.parts.transport.take()) {
                isAny = true;
                log.add(packet);
                final Node receiver = at(packet.destination());
                if (random.nextDouble() >= loss) {
                    Packets.deliver(packet, receiver);
                    receiver.pulls.flush(receiver.parts.table.find(node.parts.identity.hash()));
                }
            }
        }
        return isAny;
    }

    private Node at(final NodeAddress address) {
        return nodes.stream()
                .filter(node -> node.parts.identity.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    boolean isEqual() {
        final long hash = nodes.get(0).replica().rootHash();
        return nodes.stream().allMatch(node -> node.replica().rootHash() == hash);
    }

    /** @return rounds until all hold the same */
    int reconcile(final int maxRounds, final double loss) {
        for (int i = 0; i < maxRounds; i++) {
            if (isEqual()) {
                return i;
            }
            round(loss);
        }
        if (!isEqual()) {
            throw new AssertionError("still different after rounds=" + maxRounds);
        }
        return maxRounds;
    }
}
