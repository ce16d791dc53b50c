package io.gossip.testkit;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.KeyedHash;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerStore;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.OwnerHistory;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A generator that never makes the interesting case proves nothing: how often each comes. */
class CoverageProperties {
    @StatisticsReport(onFailureOnly = true)
    @Property(seed = "1", tries = 1_000)
    @Domain(GossipDomain.class)
    void shouldMeetPurgesAndLivesWhenHistoriesAreMade(@ForAll final OwnerHistory history) {
        Statistics.label("purged tombstone")
                .collect(history.lives().stream().anyMatch(life -> life.writes().stream()
                        .anyMatch(write -> write.isTombstone()
                                && life.writes().stream()
                                        .anyMatch(other -> other.isPurge() && other.purgedUpTo() >= write.version()))))
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 30));
        Statistics.label("several lives").collect(history.lives().size() > 1).coverage(coverage -> coverage.check(true)
                .percentage(p -> p > 30));
        Statistics.label("equal counters")
                .collect(history.lives().stream()
                                .map(life -> life.generation().counter())
                                .distinct()
                                .count()
                        < history.lives().size())
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 10));
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(seed = "1", tries = 1_000)
    @Domain(GossipDomain.class)
    void shouldReachEveryOutcomeWhenStreamsAreMerged(@ForAll final ChunkStream stream) {
        final KeyedHash hash = KeyedHash.of("cluster", "v1");
        final OwnerStore store =
                OwnerStore.create(NodeId.of("peer"), new Generation(1, 1), hash, StoreLimits.defaults(), 7);
        store.replica().hold(stream.history().owner());
        final Set<MergeOutcome> outcomes = EnumSet.noneOf(MergeOutcome.class);
        boolean isResetStaged = false;
        for (final Chunk chunk : stream.chunks()) {
            final MergeOutcome outcome = store.replica().merge(chunk.toSource());
            outcomes.add(outcome);
            isResetStaged |= outcome == MergeOutcome.STAGED && chunk.isReset();
        }
        for (final MergeOutcome outcome :
                EnumSet.of(MergeOutcome.PUBLISHED, MergeOutcome.STAGED, MergeOutcome.IGNORED, MergeOutcome.PULL)) {
            Statistics.label(outcome.name())
                    .collect(outcomes.contains(outcome))
                    .coverage(coverage -> coverage.check(true).percentage(p -> p > 5));
        }
        Statistics.label("reset staged").collect(isResetStaged).coverage(coverage -> coverage.check(true)
                .percentage(p -> p > 3));
    }
}
