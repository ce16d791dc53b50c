package io.gossip.store;

import io.gossip.store.LocalStore.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rules switched off one at a time: each must make the adversary find a violation. */
enum Mutation {
    /** Nothing is switched off. */
    NONE,

    /** A, C: a chunk is taken although tombstones between it and what is held are purged. */
    NO_FLOOR(new MergeRules() {
        @Override
        boolean missesPurge(final long purgeFloor, final long largestTaken) {
            return false;
        }
    }),

    /** S2: the sender never sends a reset. */
    NO_RESET(new CutRules() {
        @Override
        boolean needsReset(final View view, final long askerFloor) {
            return false;
        }
    }),

    /** B: a reset chunk goes on top of whatever is there. */
    NO_RESET_BASE(new MergeRules() {
        @Override
        boolean stageForReset(final Stage stage, final Stage running, final ChunkSource chunk) {
            if (running != null) {
                stage.copy(running);
            } else {
                stage.set(chunk.counter(), chunk.nonce(), true, true, 0);
            }
            return running != null;
        }
    }),

    /** D: a stage is published before it is whole. */
    EARLY(new MergeRules() {
        @Override
        boolean isWhole(final Stage stage) {
            return true;
        }
    }),

    /** C: the last target counts instead of the largest. */
    MIN_TARGET(new MergeRules() {
        @Override
        long stageTarget(final long soFar, final long received) {
            return received;
        }
    }),

    /** The sender truncates by key instead of by version. */
    KEY_ORDER(new CutRules() {
        @Override
        long fill(final View view, final long from, final ChunkSink sink) {
            final int room = ((ChunkBuffer) sink).maxEntries();
            final List<Integer> above = IntStream.range(view.firstAfter(from), view.count())
                    .boxed()
                    .sorted(Comparator.comparing(row -> key(view, row)))
                    .toList();
            final List<Integer> cut = new ArrayList<>(above.subList(0, Math.min(room, above.size())));
            cut.sort(Comparator.naturalOrder());
            cut.forEach(row -> ChunkCutter.tryAdd(view, row, sink));
            return cut.size() == above.size() ? view.version() : view.rowVersion(cut.get(cut.size() - 1));
        }
    }),

    /** C: gaps are taken. */
    GAP_OK(new MergeRules() {
        @Override
        boolean leavesGap(final ChunkSource chunk, final Stage stage) {
            return false;
        }
    }),

    /** G: a lower life is taken for the present one. */
    NO_GEN(new MergeRules() {
        @Override
        boolean isOfOlderLife(final ChunkSource chunk, final PeerRecord owner) {
            return false;
        }
    }),

    /** G: a new life clears the old view before it is whole. */
    CLEAR_AT_ONCE(new MergeRules() {
        @Override
        boolean isCounterUnbelievable(final PeerRecord owner, final ChunkSource chunk) {
            final boolean isUnbelievable = super.isCounterUnbelievable(owner, chunk);
            if (!isUnbelievable && owner.compareLife(chunk.counter(), chunk.nonce()) < 0) {
                Views.publishEmpty(owner, chunk.counter(), chunk.nonce());
                owner.dropStage();
            }
            return isUnbelievable;
        }
    }),

    /** P: replicas collect tombstones on their own; see {@link MergeAdversary}. */
    LOCAL_GC,

    /** P: the owner lowers its purge floor. */
    PURGE_BACK(new SelfRules() {
        @Override
        boolean isPurgeForward(final View own, final long upToVersion) {
            return true;
        }
    }),

    /** A life has no nonce; see {@link MergeAdversary}. */
    NO_NONCE,

    /** G': the owner does not mind a higher life of its own. */
    NO_OUTBID(new SelfRules() {
        @Override
        boolean isHigherLife(final View own, final long counter, final long nonce) {
            return false;
        }
    }),

    /** G': the owner does not mind writes of its life that it does not know. */
    NO_ROLLBACK(new SelfRules() {
        @Override
        boolean isHigherVersion(final View own, final long counter, final long nonce, final long version) {
            return false;
        }
    }),

    /** G': the new life republishes the live keys one by one; see {@link MergeAdversary}. */
    TORN_BATCH(new SelfRules() {
        @Override
        void republish(final View own, final Writes into) {
            into.clear();
        }
    }),

    /** J: the owner follows any counter. */
    NO_OWN_LIMIT(new SelfRules() {
        @Override
        boolean isCounterUnbelievable(final View own, final long counter) {
            return false;
        }
    }),

    /** J: any version is believed. */
    NO_MAX_JUMP(new MergeRules() {
        @Override
        boolean isVersionUnbelievable(final PeerRecord owner, final ChunkSource chunk, final long maxVersionJump) {
            return false;
        }
    }),

    /** J: any counter is believed. */
    NO_CTR_LIMIT(new MergeRules() {
        @Override
        boolean isCounterUnbelievable(final PeerRecord owner, final ChunkSource chunk) {
            return false;
        }
    }),

    /** A: a rumor is taken although there is a gap before it. */
    RUMOR_GAP(new MergeRules() {
        @Override
        boolean joinsOn(final ChunkSource chunk, final long frontier) {
            return (chunk.isRumor() || chunk.fromVersionExclusive() <= frontier)
                    && !missesPurge(chunk.purgeFloor(), frontier);
        }
    }),

    /** Chunks are cut from the stage. */
    DIRTY_RELAY(new CutRules() {
        @Override
        boolean showState(final OwnerRecord owner, final View view) {
            return owner instanceof PeerRecord peer && peer.stage() != null
                    ? Views.showStaged(peer, view)
                    : owner.show(view);
        }
    }),

    /** D, O: a publish may go back. */
    NO_MONO_NO_O(new MergeRules() {
        @Override
        boolean isForward(final PeerRecord owner, final long counter, final long nonce, final long version) {
            return true;
        }

        @Override
        boolean isPassed(final ChunkSource chunk, final long frontier) {
            return false;
        }
    });

    private static String key(final View view, final int row) {
        return view.buffer().getStringWithoutLengthUtf8(view.keyIndex(row), view.keyLength(row));
    }

    private final Rules rules;

    Mutation() {
        rules = Rules.PLAIN;
    }

    Mutation(final MergeRules merge) {
        rules = new Rules(merge, new CutRules(), new SelfRules());
    }

    Mutation(final CutRules cut) {
        rules = new Rules(new MergeRules(), cut, new SelfRules());
    }

    Mutation(final SelfRules self) {
        rules = new Rules(new MergeRules(), new CutRules(), self);
    }

    Rules rules() {
        return rules;
    }
}
