package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.LocalStore.Rules;

/** A small synchronous scene: one owner who is asked directly, one replica, the oracle, and a count of what was sent. */
final class MergeScene {
    static final NodeId OWNER = NodeId.of("o");
    static final KeyedHash HASH = KeyedHash.of("scene", "1");
    static final long OWNER_HASH = HASH.of(OWNER);
    /** Room for everything. */
    static final int ALL = 10_000;

    private final OwnerHistory history = new OwnerHistory();
    private final LocalStore victim;
    private LocalStore own;
    private Rules ownRules = Rules.PLAIN;
    private int written;
    private int publishes;
    private int chunks;
    private int entries;
    private String verdict;

    MergeScene(final WeakMergeRules.Off... off) {
        this(new Generation(1, 7), StoreLimits.defaults(), off);
    }

    MergeScene(final Generation first, final StoreLimits limits, final WeakMergeRules.Off... off) {
        final Rules rules = new Rules(new WeakMergeRules(off), new CutRules(), new SelfRules());
        victim = LocalStore.open(
                NodeId.of("victim"),
                LocalStore.emptyImage(NodeId.of("victim"), new Generation(1, 1)),
                HASH,
                limits,
                rules);
        victim.replica().hold(OWNER);
        start(first);
    }

    /** The owner begins anew, without a key. */
    MergeScene start(final Generation life) {
        own = LocalStore.open(OWNER, LocalStore.emptyImage(OWNER, life), HASH, StoreLimits.defaults(), ownRules);
        history.start(life);
        history.publish();
        return this;
    }

    MergeScene cutBy(final CutRules rules) {
        ownRules = new Rules(new MergeRules(), rules, new SelfRules());
        return start(history.generation());
    }

    /** Writes one key after the other, over and over the same number of keys. */
    MergeScene write(final int times, final int keys) {
        for (int i = 0; i < times; i++) {
            final long value = written;
            own.self().put(StoreKey.bytes("k" + written % keys), MergeAdversary.bytes(value));
            history.set("k" + written % keys, value);
            history.publish();
            written++;
        }
        return this;
    }

    MergeScene write(final int times) {
        return write(times, 1_000);
    }

    MergeScene delete(final String key) {
        own.self().remove(StoreKey.bytes(key));
        history.delete(key);
        history.publish();
        return this;
    }

    /** Purges all tombstones. */
    MergeScene purge() {
        final long upTo = own.self().version();
        own.self().tryPurge(upTo);
        history.purge(upTo);
        history.publish();
        return this;
    }

    MergeScene relive(final long counter, final long nonce) {
        own.self().relive(new Generation(counter, nonce));
        history.relive(new Generation(counter, nonce));
        history.publish();
        return this;
    }

    ChunkBuffer cut(final OwnerDigest asker, final int room) {
        final ChunkBuffer chunk = ChunkBuffer.limited(asker.isComplete() ? ALL : room, Long.MAX_VALUE);
        return own.replica().cut(asker, chunk) == CutOutcome.NOTHING ? null : chunk;
    }

    /** @return the chunk that answers the victim's present digest */
    ChunkBuffer next(final int room) {
        return cut(digest(), room);
    }

    ChunkBuffer rumor(final int back) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        own.replica().cutRumor(OWNER_HASH, Math.max(0, own.self().version() - back), chunk);
        return chunk;
    }

    MergeOutcome give(final ChunkBuffer chunk) {
        if (chunk == null) {
            return MergeOutcome.IGNORED;
        }
        chunks++;
        entries += chunk.entryCount();
        final MergeOutcome outcome = victim.replica().merge(chunk);
        publishes += outcome == MergeOutcome.PUBLISHED ? 1 : 0;
        verdict = verdict == null ? history.judge(seen(), false) : verdict;
        return outcome;
    }

    /** One round: the victim asks, is answered, and counts. */
    MergeScene ask(final int room) {
        give(next(room));
        victim.replica().onRound();
        return this;
    }

    /** The same, and the owner minds what it hears of itself. */
    MergeScene askAndTell(final int room) {
        final OwnerDigest digest = digest();
        if (own.self().isOutbidBy(digest.counter(), digest.nonce(), digest.frontier())) {
            relive(digest.counter() + 1, 9);
        }
        return ask(room);
    }

    /** The owner says itself how far it is. */
    MergeScene hello() {
        final Generation life = own.self().generation();
        victim.replica().heard(OWNER, life.counter(), life.nonce(), own.self().version());
        return this;
    }

    /** @return rounds until the victim shows what the owner has, or -1 */
    int roundsToEqual(final int limit, final Runnable round) {
        for (int i = 1; i <= limit; i++) {
            round.run();
            if (isEqual()) {
                return i;
            }
        }
        return -1;
    }

    boolean isEqual() {
        return own.reader().snapshot(OWNER).equals(seen());
    }

    OwnerDigest digest() {
        final OwnerDigest digest = new OwnerDigest();
        victim.replica().digest(OWNER_HASH, digest);
        return digest;
    }

    OwnerSnapshot seen() {
        return victim.reader().snapshot(OWNER);
    }

    PeerRecord record() {
        return (PeerRecord) victim.record(OWNER);
    }

    LocalStore own() {
        return own;
    }

    LocalStore victim() {
        return victim;
    }

    OwnerHistory history() {
        return history;
    }

    int publishes() {
        return publishes;
    }

    int chunks() {
        return chunks;
    }

    int entries() {
        return entries;
    }

    /** @return what the oracle found, or null */
    String verdict() {
        return verdict;
    }

    /** A forged chunk that joins on to what is visible or, as a part, to the stage. */
    ChunkBuffer forged(final boolean isPart, final long jump, final long lifeAbove) {
        final OwnerDigest at = new OwnerDigest();
        if (isPart) {
            victim.replica().digest(OWNER_HASH, at);
        } else {
            victim.replica().visible(OWNER_HASH, at);
        }
        final long from = lifeAbove == 0 ? at.frontier() : 0;
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, at.counter() + lifeAbove, lifeAbove == 0 ? at.nonce() : 1, from, from + jump, 0, 0)
                .end(isPart ? from + 1 : from + jump);
        return chunk;
    }
}
