package io.gossip.bench.workload;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.random.RandomGenerator;

/**
 * Packets of the best-effort lane as they come from many peers: whole chunks, as many as fit one packet (one of eight
 * keys does, two do not), their owners in an order drawn anew for each round over all of them. One thread; allocates nothing after creation.
 */
public final class DeltaPackets {
    private static final NodeAddress SENDER = new NodeAddress("127.0.0.1", 7_946);

    private static final int HUNDRED = 100;

    private final NodeId[] owners;
    private final long[] versions;
    private final int[] order;
    private int nextInOrder;
    private final RandomGenerator random;
    private final OwnerWrites writes = new OwnerWrites();
    private final PacketEncoder encoder = new PacketEncoder(Workload.HASH.clusterHash(), 1, PacketQueue.PACKET_LENGTH);
    private final PacketQueue queue;

    /**
     * @param owners whose chunks
     * @param chunks most chunks in it at once
     * @param random draws the order
     */
    public DeltaPackets(final NodeId[] owners, final int chunks, final RandomGenerator random) {
        this.owners = owners.clone();
        this.random = random;
        versions = new long[owners.length];
        order = Workload.ascending(owners.length);
        queue = new PacketQueue(SENDER, chunks * PacketQueue.PACKET_LENGTH, chunks);
        nextInOrder = owners.length;
    }

    /** @return the packets */
    public PacketQueue queue() {
        return queue;
    }

    /** Drops all packets; owners keep their versions. */
    public void clear() {
        queue.clear();
    }

    /** Adds a chunk of every owner, all of whose keys have been written since the last one. */
    public void addNewer() {
        addNewer(owners.length);
    }

    /**
     * Adds chunks of the next owners, all of whose keys have been written since the last one.
     *
     * @param chunks how many
     */
    public void addNewer(final int chunks) {
        encoder.begin(PacketQueue.PACKET_LENGTH);
        for (int i = 0; i < chunks; i++) {
            final int owner = nextOwner();
            final long before = versions[owner];
            versions[owner] += Workload.KEYS;
            add(owner, before);
        }
        flush();
    }

    /**
     * Adds chunks of the next owners with all their keys once more, of which some have written one since.
     *
     * @param chunks how many
     * @param writersInHundred how many of a hundred owners have; who is drawn
     * @return how many have
     */
    public int addKnown(final int chunks, final int writersInHundred) {
        int writers = 0;
        encoder.begin(PacketQueue.PACKET_LENGTH);
        for (int i = 0; i < chunks; i++) {
            final int owner = nextOwner();
            if (random.nextInt(HUNDRED) < writersInHundred) {
                versions[owner]++;
                writers++;
            }
            add(owner, versions[owner] - Workload.KEYS);
        }
        flush();
        return writers;
    }

    private int nextOwner() {
        if (nextInOrder == order.length) {
            Workload.shuffle(order, random);
            nextInOrder = 0;
        }
        return order[nextInOrder++];
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
