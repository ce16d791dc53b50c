package io.gossip.testkit.model;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import io.gossip.store.OwnerDigest;

/**
 * How far a replica says it has come with one owner: a digest entry as a value.
 *
 * @param generation the life
 * @param frontier largest version held of it, the stage's when one is open
 * @param floor largest purge floor that a chunk may carry without being a reset
 */
public record Asker(Generation generation, long frontier, long floor) {
    /** Knows nothing of the owner. */
    public static final Asker NOTHING = new Asker(Generation.NONE, 0, 0);

    /** @throws InvalidValueException when the generation is null */
    public Asker {
        Arguments.notNull(generation, "generation");
    }

    /** @return a copy of the entry */
    public static Asker of(final OwnerDigest digest) {
        Arguments.notNull(digest, "digest");
        return new Asker(new Generation(digest.counter(), digest.nonce()), digest.frontier(), digest.floor());
    }

    /** @return where a replica stands that stood here, had no chunk of another sender since, and took in that one */
    public Asker after(final Chunk chunk) {
        Arguments.notNull(chunk, "chunk");
        if (chunk.isComplete()) {
            return new Asker(chunk.generation(), chunk.to(), chunk.to());
        }
        if (chunk.isReset()) {
            return new Asker(chunk.generation(), chunk.to(), chunk.target());
        }
        final boolean isInReset = floor != frontier;
        return new Asker(chunk.generation(), chunk.to(), isInReset ? Math.min(floor, chunk.target()) : chunk.to());
    }

    /** @return this as a digest entry of the owner with that hash */
    public OwnerDigest toDigest(final long ownerHash) {
        return new OwnerDigest()
                .set(ownerHash, generation.counter(), generation.nonce(), frontier, floor, false, false);
    }
}
