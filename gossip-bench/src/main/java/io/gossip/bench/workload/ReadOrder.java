package io.gossip.bench.workload;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import java.util.List;
import java.util.SplittableRandom;

/** Which owner's which key is read next: drawn once at random, over all owners and keys, and gone through in circles. */
public final class ReadOrder {
    /** Reads in one circle. */
    public static final int LENGTH = 1 << 13;

    private final NodeId[] ids;
    private final List<StoreKey<byte[]>> keys = Workload.keys();
    private final int[] owners = new int[LENGTH];
    private final int[] keyNumbers = new int[LENGTH];

    /**
     * @param ids who are read
     * @param seed of the drawing
     */
    public ReadOrder(final NodeId[] ids, final long seed) {
        this.ids = ids.clone();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < LENGTH; i++) {
            owners[i] = random.nextInt(ids.length);
            keyNumbers[i] = random.nextInt(Workload.KEYS);
        }
    }

    /** @return number of the owner of that read, 0 to {@link #LENGTH} - 1 */
    public int owner(final int read) {
        return owners[read];
    }

    /** @return number of the key of that read */
    public int keyNumber(final int read) {
        return keyNumbers[read];
    }

    /** @return id of the owner of that read */
    public NodeId id(final int read) {
        return ids[owners[read]];
    }

    /** @return key of that read */
    public StoreKey<byte[]> key(final int read) {
        return keys.get(keyNumbers[read]);
    }
}
