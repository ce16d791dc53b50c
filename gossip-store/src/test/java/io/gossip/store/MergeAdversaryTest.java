package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.store.MergeAdversary.Stat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules as they are, under everything at once. */
final class MergeAdversaryTest {
    private static final int RUNS = 600;

    @Test
    @DisplayName("P5 P6 P9 P10 P11 P13 P16 P17 P18 P19 P20 P21 N5 N12 N14: no seed breaks the rules")
    void shouldShowOnlyViewsOfTheOwnerWhenEverythingGoesWrong() {
        final Map<Stat, Long> stats = new EnumMap<>(Stat.class);
        final List<String> violations = new ArrayList<>();
        for (long seed = 0; seed < RUNS; seed++) {
            final String verdict = MergeAdversary.run(seed, Mutation.NONE, stats);
            if (verdict != null) {
                violations.add("seed " + seed + ": " + verdict);
            }
        }
        System.out.println(RUNS + " random runs, " + violations.size() + " violations; exercised: " + stats);
        assertEquals(List.of(), violations);
        assertTrue(stats.values().stream().allMatch(count -> count > 0), () -> "not exercised at all, stats=" + stats);
    }

    @Test
    @DisplayName("P27: one seed, one result")
    void shouldGiveTheSameResultWhenSeedIsTheSame() {
        final Map<Stat, Long> first = new EnumMap<>(Stat.class);
        final Map<Stat, Long> second = new EnumMap<>(Stat.class);
        MergeAdversary.run(7, Mutation.NONE, first);
        MergeAdversary.run(7, Mutation.NONE, second);
        assertEquals(first, second);
    }
}
