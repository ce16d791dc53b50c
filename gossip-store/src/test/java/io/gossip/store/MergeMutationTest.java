package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.store.MergeAdversary.Stat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule nobody misses is none: each one switched off must be noticed. Prints one line of the table per mutation. */
final class MergeMutationTest {
    private static final int RUNS = 60;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisplayName("N15: the adversary notices each safety rule that is switched off")
    void shouldBeCaughtWhenSwitchedOff(final Mutation mutation) {
        final Map<Stat, Long> stats = new EnumMap<>(Stat.class);
        int caught = 0;
        String first = "";
        for (long seed = 0; seed < RUNS; seed++) {
            final String verdict = MergeAdversary.run(seed, mutation, stats);
            if (verdict != null) {
                first = caught++ == 0 ? String.format(Locale.ROOT, "seed %3d: %s", seed, verdict) : first;
            }
        }
        System.out.printf(Locale.ROOT, "%-14s %3d/%d  %s%n", mutation, caught, RUNS, first);
        assertTrue(caught > 0, () -> "nobody noticed that a rule is off, mutation=" + mutation + " runs=" + RUNS);
    }
}
