package io.gossip.core.antientropy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.store.OwnerDigest;
import io.gossip.store.SelfWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Stores that diverged in any way are brought together: open stages, purges, several lives, lost packets. */
class AntiEntropyProperties {
    private static final int NODES = 3;
    private static final int OWNERS = 9;

    @Property(tries = 40)
    void shouldEndEqualAndAtTheNewestOfAll(@ForAll final long seed) {
        final Random random = new Random(seed);
        final Exchange exchange = new Exchange(NODES, seed);
        final List<Parts> owners = diverge(exchange, random);
        final List<OwnerDigest> newest = newest(exchange, owners);
        // Stages whose target nobody can serve are given up after eight rounds, the one or other after eight more.
        exchange.reconcile(60, random.nextBoolean() ? 0 : 0.2);
        for (final OwnerDigest expected : newest) {
            for (final Exchange.Node node : exchange.nodes) {
                final OwnerDigest visible = new OwnerDigest();
                assertTrue(node.replica().visible(expected.ownerHash(), visible));
                assertEquals(expected.toString(), visible.toString());
            }
        }
        for (final Parts owner : owners) {
            final var first = exchange.nodes.get(0).parts.store.reader().snapshot(owner.identity.id());
            for (final Exchange.Node node : exchange.nodes) {
                assertEquals(first, node.parts.store.reader().snapshot(owner.identity.id()));
            }
        }
    }

    private static List<Parts> diverge(final Exchange exchange, final Random random) {
        final List<Parts> owners = new ArrayList<>();
        exchange.nodes.forEach(node -> owners.add(node.parts));
        for (int i = 0; i < OWNERS; i++) {
            owners.add(new Parts(100 + i, i));
            exchange.holdEverywhere(Cluster.id(100 + i));
        }
        for (int step = 0; step < 150; step++) {
            final Parts owner = owners.get(random.nextInt(owners.size()));
            change(owner.store.self(), random);
            final Exchange.Node node = exchange.nodes.get(random.nextInt(NODES));
            if (node.parts != owner && random.nextBoolean()) {
                // Too little room for all of it opens a stage.
                Exchange.transfer(owner, node, owner.identity.hash(), 150 + random.nextInt(1_200));
            }
        }
        return owners;
    }

    private static void change(final SelfWriter self, final Random random) {
        final StoreKey<byte[]> key = StoreKey.bytes("k" + random.nextInt(12));
        switch (random.nextInt(12)) {
            case 0 -> self.relive(Cluster.life(self.generation().counter() + 1 + random.nextInt(3)));
            case 1 -> {
                if (self.version() > 0) {
                    self.tryPurge(1 + random.nextInt((int) self.version()));
                }
            }
            case 2, 3, 4 -> self.remove(key);
            default -> self.put(key, new byte[random.nextInt(random.nextInt(10) == 0 ? 3_000 : 120)]);
        }
    }

    private static List<OwnerDigest> newest(final Exchange exchange, final List<Parts> owners) {
        final List<OwnerDigest> newest = new ArrayList<>();
        for (final Parts owner : owners) {
            OwnerDigest best = null;
            for (final Exchange.Node node : exchange.nodes) {
                final OwnerDigest visible = new OwnerDigest();
                assertTrue(node.replica().visible(owner.identity.hash(), visible));
                best = best == null || isNewer(visible, best) ? visible : best;
            }
            newest.add(best);
        }
        return newest;
    }

    private static boolean isNewer(final OwnerDigest a, final OwnerDigest b) {
        final int order = Generation.compare(a.counter(), a.nonce(), b.counter(), b.nonce());
        return order > 0 || order == 0 && a.frontier() > b.frontier();
    }
}
