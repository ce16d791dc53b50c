package io.gossip.bench.workload;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerStore;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The owners of all benchmarks: each has {@value #KEYS} keys of {@value #KEY_LENGTH} bytes and values of
 * {@value #VALUE_LENGTH}, and writes them in turn: write v sets key (v - 1) mod {@value #KEYS}. All in one life.
 */
public final class Workload {
    /** Keys of one owner. */
    public static final int KEYS = 8;

    /** Bytes of a key. */
    public static final int KEY_LENGTH = 8;

    /** Bytes of a value. */
    public static final int VALUE_LENGTH = 64;

    /** The one life of every owner. */
    public static final Generation LIFE = new Generation(1, 1);

    /** Hash of the cluster that all of them belong to. */
    public static final KeyedHash HASH = KeyedHash.of("bench", "v1");

    /** More owners than any benchmark is run with: two stores' worth where owners are told apart, and the store's own node. */
    private static final int MAX_OWNERS = 1 << 18;

    private static final StoreLimits LIMITS = StoreLimits.defaults().withMaxOwners(MAX_OWNERS);

    private Workload() {}

    /** @return that many ids, fresh objects at each call */
    public static NodeId[] owners(final int count) {
        return owners(0, count);
    }

    /** @return that many ids from the one of that number on, fresh objects at each call */
    public static NodeId[] owners(final int first, final int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> NodeId.of(String.format(Locale.ROOT, "node-%05d", i)))
                .toArray(NodeId[]::new);
    }

    /** @return name of a key, 0 to {@link #KEYS} - 1 */
    public static String keyName(final int key) {
        return String.format(Locale.ROOT, "key%05d", key);
    }

    /** @return all keys */
    public static List<StoreKey<byte[]>> keys() {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> StoreKey.bytes(keyName(key)))
                .toList();
    }

    /** @return an empty store of a node that is none of the owners */
    public static OwnerStore store(final String self) {
        return OwnerStore.create(NodeId.of(self), LIFE, HASH, LIMITS, 7);
    }

    /** @return the numbers below the count in their order */
    public static int[] ascending(final int count) {
        return IntStream.range(0, count).toArray();
    }

    /** Brings numbers into any order; each order is as likely. */
    public static void shuffle(final int[] numbers, final RandomGenerator random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
    }
}
