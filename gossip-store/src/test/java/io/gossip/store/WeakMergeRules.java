package io.gossip.store;

import java.util.EnumSet;
import java.util.Set;

/** The receiver without some of the rules that only save work or keep it going. */
final class WeakMergeRules extends MergeRules {
    private final Set<Off> off = EnumSet.noneOf(Off.class);

    /** What can be switched off. */
    enum Off {
        /** O: passed targets are looked at. */
        PASSED,
        /** A: complete chunks go through the stage; rumors still apply. */
        AT_ONCE,
        /** B: each reset chunk begins anew. */
        CONTINUED_RESET,
        /** L: stages are never dropped. */
        DROP,
        /** L: complete transfers are never asked for. */
        FULL,
        /** J: nobody is forgotten. */
        FORGET,
        /** J: the owner's own word does not count as known. */
        HELLO,
        /** J: any version is believed. */
        MAX_JUMP,
        /** J: any counter is believed. */
        MAX_COUNTER
    }

    WeakMergeRules(final Off... off) {
        this.off.addAll(Set.of(off));
    }

    @Override
    boolean isPassed(final ChunkSource chunk, final long frontier) {
        return !off.contains(Off.PASSED) && super.isPassed(chunk, frontier);
    }

    @Override
    boolean publishesAtOnce(final ChunkSource chunk, final long frontier) {
        return (!off.contains(Off.AT_ONCE) || chunk.isRumor()) && super.publishesAtOnce(chunk, frontier);
    }

    @Override
    boolean stageForReset(final Stage stage, final Stage running, final ChunkSource chunk) {
        return super.stageForReset(stage, off.contains(Off.CONTINUED_RESET) ? null : running, chunk);
    }

    @Override
    boolean dropsStage(final int roundsWithoutProgress) {
        return !off.contains(Off.DROP) && super.dropsStage(roundsWithoutProgress);
    }

    @Override
    boolean asksForAll(final int roundsUnpublished) {
        return !off.contains(Off.FULL) && super.asksForAll(roundsUnpublished);
    }

    @Override
    boolean forgets(final int roundsFarBelow) {
        return !off.contains(Off.FORGET) && super.forgets(roundsFarBelow);
    }

    @Override
    long heardVersion(final PeerRecord owner, final long counter, final long nonce) {
        return off.contains(Off.HELLO) ? 0 : super.heardVersion(owner, counter, nonce);
    }

    @Override
    long heardCounter(final PeerRecord owner) {
        return off.contains(Off.HELLO) ? 0 : super.heardCounter(owner);
    }

    @Override
    boolean isVersionUnbelievable(final PeerRecord owner, final ChunkSource chunk, final long maxVersionJump) {
        return !off.contains(Off.MAX_JUMP) && super.isVersionUnbelievable(owner, chunk, maxVersionJump);
    }

    @Override
    boolean isCounterUnbelievable(final PeerRecord owner, final ChunkSource chunk) {
        return !off.contains(Off.MAX_COUNTER) && super.isCounterUnbelievable(owner, chunk);
    }
}
