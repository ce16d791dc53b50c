package io.gossip.store;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The owner's rules, one method each, named by the letters of docs/merge.md. Stateless; overridden only by tests, as
 * {@link MergeRules}.
 */
class SelfRules {
    /** Rule G': a higher life than mine is around. */
    boolean isHigherLife(final View own, final long counter, final long nonce) {
        return own.compareLife(counter, nonce) < 0;
    }

    /** Rule G': writes of my life are around that I do not know: a rolled-back journal, a forger. */
    boolean isHigherVersion(final View own, final long counter, final long nonce, final long version) {
        return own.compareLife(counter, nonce) == 0 && version > own.version();
    }

    /** Rule J: following such a counter would burn the numbers above it; peers will forget it. */
    boolean isCounterUnbelievable(final View own, final long counter) {
        return counter - own.counter() > MergeRules.MAX_COUNTER_STEP;
    }

    /** Rule P: the purge floor never goes back. */
    boolean isPurgeForward(final View own, final long upToVersion) {
        return upToVersion > own.purgeFloor();
    }

    /** A view is built and not yet visible; nothing happens here. Tests stop a writer at this point. */
    void beforePublish() {}

    /** Rule G': the live keys as writes 1..n of the new life, sorted by key, for one publish. */
    void republish(final View own, final Writes into) {
        final int[] live = IntStream.range(0, own.count())
                .filter(own::isValue)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(key(own, a), key(own, b)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < live.length; i++) {
            into.add(own, live[i], i + 1);
        }
    }

    private static byte[] key(final View view, final int row) {
        final byte[] key = new byte[view.keyLength(row)];
        view.buffer().getBytes(view.keyIndex(row), key);
        return key;
    }
}
