package io.gossip.core.antientropy;

import io.gossip.store.KeyedHash;

/**
 * The short form of a digest entry: 12 B instead of 41. A tag stands for the generation; equal tags mean, but for one
 * chance in 2^32, the same life, and then 32 bits of the version say how far apart two replicas are. A wrong guess costs
 * a useless chunk, never a wrong merge: chunks carry the full generation and versions.
 */
final class DigestTag {
    /** Tag of an owner of whom nothing is known. */
    static final int NOTHING = KeyedHash.NO_LIFE;

    private DigestTag() {}

    /** @return the upper half of an owner's hash, by which rows are sorted, unsigned */
    static int prefix(final long ownerHash) {
        return (int) (ownerHash >>> 32);
    }
}
