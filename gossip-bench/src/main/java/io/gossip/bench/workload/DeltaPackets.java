package io.gossip.bench.workload;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.random.RandomGenerator;

/**
 * Packets of the best-effort lane as they come from many peers: whole chunks, as many as fit one packet (one of eight
 * keys does, two do not), their owners in an order drawn anew for each round. One thread; allocates nothing after creation.
 */
public final class DeltaPackets {
    private static final NodeAddress SENDER = new NodeAddress("127.0.0.1", 7_946);

    private final NodeId[] owners;
    private final long[] versions;
    private final int[] order;
    private final RandomGenerator random;
    private final OwnerWrites writes = new OwnerWrites();
    private final PacketEncoder encoder = new PacketEncoder(Workload.HASH.clusterHash(), 1, PacketQueue.PACKET_LENGTH);
    private final PacketQueue queue;

    /**
     * @param owners whose chunks
     * @param rounds most rounds in it at once
     * @param random draws the order
     */
    public DeltaPackets(final NodeId[] owners, final int rounds, final RandomGenerator random) {
        this.owners = owners.clone();
        this.random = random;
        versions = new long[owners.length];
        order = Workload.ascending(owners.length);
        queue = new PacketQueue(SENDER, owners.length * rounds * PacketQueue.PACKET_LENGTH, owners.length * rounds);
    }

    /** @return the packets */
    public PacketQueue queue() {
        return queue;
    }

    /** Drops all packets; owners keep their versions. */
    public void clear() {
        queue.clear();
    }

    /** Adds a round in which every owner has written all its keys since the last one. */
    public void addNewer() {
        Workload.shuffle(order, random);
        encoder.begin(PacketQueue.PACKET_LENGTH);
        for (final int owner : order) {
            final long before = versions[owner];
            versions[owner] += Workload.KEYS;
            add(owner, before);
        }
        flush();
    }

    /**
     * Adds a round in which all keys of every owner come again, and some owners have written one of them since.
     *
     * @param writers how many owners have, drawn anew
     */
    public void addMostlyKnown(final int writers) {
        Workload.shuffle(order, random);
        for (int i = 0; i < writers; i++) {
            versions[order[i]]++;
        }
        Workload.shuffle(order, random);
        encoder.begin(PacketQueue.PACKET_LENGTH);
        for (final int owner : order) {
            add(owner, versions[owner] - Workload.KEYS);
        }
        flush();
    }

    private void add(final int owner, final long from) {
        writes.of(owners[owner], from, versions[owner]);
        if (!writes.tryWrite(encoder.chunkSink())) {
            flush();
            encoder.begin(PacketQueue.PACKET_LENGTH);
            if (!writes.tryWrite(encoder.chunkSink())) {
                throw new IllegalStateException("a chunk does not fit a packet, owner=" + owners[owner]);
            }
        }
    }

    private void flush() {
        final int length = encoder.end();
        if (queue.send(Lane.BEST_EFFORT, SENDER, encoder.buffer(), 0, length) != Transport.SENT) {
            throw new IllegalStateException("no room for a packet, packets=" + queue.count());
        }
    }
}
