package io.gossip.simulation;

import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import java.util.Map;

/** The providers whose safety and liveness are looked at, each with its rule said once more, in numbers. */
enum QuorumProviderKind {
    DEFAULT(QuorumProvider.majority(), true) {
        @Override
        boolean isEnough(final int up, final int members) {
            return 2 * up > members;
        }
    },
    FAILURE_DOMAINS(QuorumProvider.failureDomains(), true) {
        @Override
        boolean isEnough(final int up, final int members) {
            return 2 * up > members;
        }
    },
    NOOP(QuorumProvider.noop(), false) {
        @Override
        boolean isEnough(final int up, final int members) {
            return true;
        }
    },
    /** One of a user's own. */
    TWO_THIRDS(
            membership -> {
                final int up = (int) membership.members().stream()
                        .filter(member -> member.status().countsAsUp())
                        .count();
                final int needed = membership.memberCount() * 2 / 3 + 1;
                return new QuorumStatus(up >= needed, membership.memberCount(), needed, up, Map.of());
            },
            true) {
        @Override
        boolean isEnough(final int up, final int members) {
            return 3 * up > 2 * members;
        }
    },
    /** A wrong one, for which safety must be found broken: half is enough. */
    HALF(
            membership -> {
                final int up = (int) membership.members().stream()
                        .filter(member -> member.status().countsAsUp())
                        .count();
                final boolean isEnough = up > 0 && 2 * up >= membership.memberCount();
                return new QuorumStatus(isEnough, membership.memberCount(), 1, up, Map.of());
            },
            true) {
        @Override
        boolean isEnough(final int up, final int members) {
            return 2 * up >= members;
        }
    };

    private final QuorumProvider provider;
    private final boolean isExclusive;

    QuorumProviderKind(final QuorumProvider provider, final boolean isExclusive) {
        this.provider = provider;
        this.isExclusive = isExclusive;
    }

    QuorumProvider provider() {
        return provider;
    }

    /** @return whether two groups must never both be in quorum */
    boolean isExclusive() {
        return isExclusive;
    }

    /** @return whether so many members up are a quorum of so many */
    abstract boolean isEnough(int up, int members);
}
