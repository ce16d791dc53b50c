package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;

/** The store with one merge rule switched off: what cannot be broken from outside. In this package to reach the rules. */
public enum LaxStore {
    /** A, B, C: takes chunks although tombstones between them and what is held are purged. */
    WITHOUT_FLOOR(new MergeRules() {
        @Override
        boolean missesPurge(final long purgeFloor, final long largestTaken) {
            return false;
        }
    }),

    /** C: takes chunks although there is a gap before them. */
    WITHOUT_GAP_CHECK(new MergeRules() {
        @Override
        boolean leavesGap(final ChunkSource chunk, final Stage stage) {
            return false;
        }
    }),

    /** D: shows what has come so far. */
    WITHOUT_STAGE(new MergeRules() {
        @Override
        boolean isWhole(final Stage stage) {
            return true;
        }
    }),

    /** C: takes the last target for the stage's. */
    WITHOUT_LARGEST_TARGET(new MergeRules() {
        @Override
        long stageTarget(final long soFar, final long received) {
            return received;
        }
    }),

    /** V: believes any header. */
    WITHOUT_HEADER_CHECK(new MergeRules() {
        @Override
        boolean isMalformed(final ChunkSource chunk) {
            return false;
        }
    }),

    /** J: believes any counter. */
    WITHOUT_COUNTER_LIMIT(new MergeRules() {
        @Override
        boolean isCounterUnbelievable(final PeerRecord owner, final ChunkSource chunk) {
            return false;
        }
    }),

    /** J: believes any version. */
    WITHOUT_VERSION_LIMIT(new MergeRules() {
        @Override
        boolean isVersionUnbelievable(final PeerRecord owner, final ChunkSource chunk, final long maxVersionJump) {
            return false;
        }
    }),

    /** P: does not purge. */
    WITHOUT_PURGE(new SelfRules() {
        @Override
        boolean isPurgeForward(final View own, final long upToVersion) {
            return false;
        }
    }),

    /** G': starts a new life with nothing. */
    WITHOUT_REPUBLISHING(new SelfRules() {
        @Override
        void republish(final View own, final Writes into) {
            into.clear();
        }
    });

    private final LocalStore.Rules rules;

    LaxStore(final MergeRules rules) {
        this.rules = new LocalStore.Rules(rules, new CutRules(), new SelfRules());
    }

    LaxStore(final SelfRules rules) {
        this.rules = new LocalStore.Rules(new MergeRules(), new CutRules(), rules);
    }

    /** @return an empty store that goes by these rules */
    public OwnerStore open(
            final NodeId self, final Generation generation, final KeyedHash hash, final StoreLimits limits) {
        return LocalStore.open(self, LocalStore.emptyImage(self, generation), hash, limits, rules);
    }
}
