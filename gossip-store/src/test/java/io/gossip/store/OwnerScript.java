package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** An owner that follows a list of steps, and the oracle that follows it. */
final class OwnerScript {
    static final NodeId OWNER = NodeId.of("o");
    static final KeyedHash HASH = KeyedHash.of("script", "1");
    static final long OWNER_HASH = HASH.of(OWNER);

    private final OwnerHistory history = new OwnerHistory();
    private final LocalStore own;

    /** What a step does. */
    enum Kind {
        SET,
        DELETE,
        PURGE,
        BATCH
    }

    /** One step of the owner: a few keys, so that they are overwritten and deleted often. */
    record Step(Kind kind, int key, int number) {}

    OwnerScript(final Generation life) {
        own = LocalStore.open(
                OWNER, LocalStore.emptyImage(OWNER, life), HASH, StoreLimits.defaults(), LocalStore.Rules.PLAIN);
        history.start(life);
        history.publish();
    }

    static Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(Kind.SET)),
                                Tuple.of(3, Arbitraries.just(Kind.DELETE)),
                                Tuple.of(1, Arbitraries.just(Kind.PURGE)),
                                Tuple.of(1, Arbitraries.just(Kind.BATCH))),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    OwnerScript run(final List<Step> steps) {
        steps.forEach(this::run);
        return this;
    }

    private void run(final Step step) {
        final String key = "k" + step.key();
        switch (step.kind()) {
            case SET -> set(key, step.number());
            case DELETE -> delete(key);
            case PURGE -> purge(step.number());
            case BATCH -> batch(key, step.number());
        }
        history.publish();
    }

    private void set(final String key, final long value) {
        own.self().put(StoreKey.bytes(key), MergeAdversary.bytes(value));
        history.set(key, value);
    }

    private void delete(final String key) {
        if (own.self().remove(StoreKey.bytes(key))) {
            history.delete(key);
        }
    }

    private void purge(final int number) {
        final long upTo = history.version() == 0 ? 0 : 1 + number % history.version();
        if (upTo > 0 && own.self().tryPurge(upTo)) {
            history.purge(upTo);
        }
    }

    private void batch(final String key, final long value) {
        own.self().batch(batch -> batch.put(StoreKey.bytes(key), MergeAdversary.bytes(value))
                .put(StoreKey.bytes(key + "'"), MergeAdversary.bytes(value)));
        history.set(key, value);
        history.set(key + "'", value);
    }

    OwnerScript relive(final Generation next) {
        own.self().relive(next);
        history.relive(next);
        history.publish();
        return this;
    }

    LocalStore own() {
        return own;
    }

    OwnerHistory history() {
        return history;
    }

    OwnerSnapshot seen() {
        return own.reader().snapshot(OWNER);
    }

    /** @return all that is visible, for one who knows nothing */
    ChunkBuffer whole() {
        return cut(own, new OwnerDigest().setNothing(OWNER_HASH), Integer.MAX_VALUE);
    }

    /** @return a replica that knows nothing of the owner yet */
    static LocalStore replica(final String id) {
        final LocalStore store = LocalStore.open(
                NodeId.of(id),
                LocalStore.emptyImage(NodeId.of(id), new Generation(1, 1)),
                HASH,
                StoreLimits.defaults(),
                LocalStore.Rules.PLAIN);
        store.replica().hold(OWNER);
        return store;
    }

    static OwnerSnapshot seenBy(final LocalStore store) {
        return store.reader().snapshot(OWNER);
    }

    static OwnerDigest digestOf(final LocalStore store) {
        final OwnerDigest digest = new OwnerDigest();
        store.replica().digest(OWNER_HASH, digest);
        return digest;
    }

    /** @return a chunk of at most so many entries, or null when there is nothing to send */
    static ChunkBuffer cut(final LocalStore from, final OwnerDigest asker, final int room) {
        final ChunkBuffer chunk = ChunkBuffer.limited(room, Long.MAX_VALUE);
        return from.replica().cut(asker, chunk) == CutOutcome.NOTHING ? null : chunk;
    }

    /** Gives a replica the whole view of another store, if it lacks any. */
    static void join(final LocalStore to, final LocalStore from) {
        final ChunkBuffer chunk = cut(from, digestOf(to), Integer.MAX_VALUE);
        if (chunk != null) {
            to.replica().merge(chunk);
        }
    }
}
