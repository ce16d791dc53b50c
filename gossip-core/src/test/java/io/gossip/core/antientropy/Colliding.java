package io.gossip.core.antientropy;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import io.gossip.store.OwnerDigest;
import io.gossip.store.OwnerStore;

/** Stores of owners with ids of any name. */
final class Colliding {
    private Colliding() {}

    static OwnerStore store(final NodeId id, final int n) {
        final OwnerStore store =
                OwnerStore.create(id, Cluster.life(1_000 + n), Cluster.HASH, StoreLimits.defaults(), 7);
        store.self().put(StoreKey.bytes("k"), new byte[] {(byte) n});
        return store;
    }

    static void transfer(final OwnerStore from, final Exchange.Node to, final long owner) {
        final PacketEncoder packet = new PacketEncoder(Cluster.HASH.clusterHash(), owner, 1_400);
        from.replica().cut(new OwnerDigest().setNothing(owner), packet.chunkSink());
        final byte[] bytes = new byte[packet.end()];
        packet.buffer().getBytes(0, bytes);
        Packets.deliver(new Sent(Lane.BEST_EFFORT, Cluster.address(0), Cluster.address(0), bytes), to);
    }
}
