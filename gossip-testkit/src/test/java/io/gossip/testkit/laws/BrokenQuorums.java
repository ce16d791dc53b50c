package io.gossip.testkit.laws;

import io.gossip.ClusterView;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Quorum providers with one mistake each, as laws to be run. */
final class BrokenQuorums {
    private BrokenQuorums() {}

    private static QuorumStatus status(
            final int count, final Collection<ClusterView.Member> members, final IntPredicate isEnough) {
        final int up = (int)
                members.stream().filter(member -> member.status().countsAsUp()).count();
        return new QuorumStatus(isEnough.test(up), count, 0, up, Set.of());
    }

    /** Half is enough. */
    static final class Half implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return (count, members) -> status(count, members, up -> up >= count / 2);
        }
    }

    /** Too many are not. */
    static final class Contrary implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return (count, members) -> status(count, members, up -> up == count / 2 + 1);
        }
    }

    /** Remembers how often it was asked. */
    static final class Moody implements QuorumProviderLaws {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public QuorumProvider provider() {
            return (count, members) -> status(count, members, up -> asked.incrementAndGet() % 3 == 0);
        }
    }

    /** Asks the first one only. */
    static final class Authoritarian implements QuorumProviderLaws {
        @Override
        public QuorumProvider provider() {
            return (count, members) -> status(
                    count,
                    members,
                    up -> !members.isEmpty()
                            && members.iterator().next().status().countsAsUp());
        }
    }
}
