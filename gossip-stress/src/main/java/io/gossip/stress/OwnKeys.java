package io.gossip.stress;

import io.gossip.StoreKey;
import io.gossip.store.OwnerStore;

/** Keys that this node writes itself, and how they are looked at. */
final class OwnKeys {
    static final StoreKey<Long> LEFT = StoreKey.int64("left");
    static final StoreKey<Long> RIGHT = StoreKey.int64("right");
    static final StoreKey<Long> GONE = StoreKey.int64("gone");

    private OwnKeys() {}

    /** Writes both keys in one publish. */
    static void putBoth(final OwnerStore store, final long value) {
        store.self().batch(batch -> batch.put(LEFT, value).put(RIGHT, value));
    }

    /** @return the value this node shows under the key, or 0 when there is none */
    static long value(final OwnerStore store, final StoreKey<Long> key) {
        final long[] seen = new long[1];
        store.reader()
                .read(
                        Rounds.SELF,
                        key,
                        (counter, nonce, version, buffer, offset, length) ->
                                seen[0] = key.codec().decode(buffer, offset, length));
        return seen[0];
    }
}
