package io.gossip.testkit.laws;

import io.gossip.ClusterView;
import io.gossip.NodeId;
import io.gossip.QuorumMembership;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Quorum providers with one mistake each, as laws to be run. */
final class BrokenQuorums {
    private BrokenQuorums() {}

    private static QuorumStatus status(final QuorumMembership membership, final IntPredicate isEnough) {
        final int up = (int) membership.members().stream()
                .filter(member -> member.status().countsAsUp())
                .count();
        return new QuorumStatus(isEnough.test(up), membership.memberCount(), 0, up, Map.of());
    }

    private static QuorumStatus missing(final NodeId id, final Instant since) {
        return new QuorumStatus(false, 0, 0, 0, Map.of(id, since));
    }

    /** Half is enough. */
    static final class Half implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return membership -> status(membership, up -> up >= membership.memberCount() / 2);
        }
    }

    /** Too many are not. */
    static final class Contrary implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return membership -> status(membership, up -> up == membership.memberCount() / 2 + 1);
        }
    }

    /** Remembers how often it was asked. */
    static final class Moody implements QuorumProviderLaws {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public QuorumProvider provider() {
            return membership -> status(membership, up -> asked.incrementAndGet() % 3 == 0);
        }
    }

    /** Asks the first one only. */
    static final class Authoritarian implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return membership -> status(
                    membership,
                    up -> !membership.members().isEmpty()
                            && membership.members().get(0).status().countsAsUp());
        }
    }

    /** Each domain decides for itself. */
    static final class Provincial implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return membership -> status(membership, up -> membership.members().stream()
                    .filter(member -> member.clusterDomain().equals(membership.selfDomain()))
                    .map(ClusterView.Member::status)
                    .anyMatch(status -> status.countsAsUp()));
        }
    }

    /** Counts otherwise when it is in a hurry. */
    static final class Hasty implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return new QuorumProvider() {
                @Override
                public QuorumStatus evaluate(final QuorumMembership membership) {
                    return majority().evaluate(membership);
                }

                @Override
                public boolean holds(
                        final int memberCount, final int up, final Supplier<? extends QuorumMembership> membership) {
                    return up > 0;
                }

                private QuorumProvider majority() {
                    return QuorumProvider.majority();
                }
            };
        }
    }

    /** Misses those who are there. */
    static final class Lonely implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return membership -> membership.members().isEmpty()
                    ? status(membership, up -> false)
                    : missing(
                            membership.members().get(0).id(),
                            membership.members().get(0).since());
        }
    }

    /** Misses somebody who never was. */
    static final class Nostalgic implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return membership -> missing(NodeId.of("nobody"), Instant.EPOCH);
        }
    }
}
