package io.gossip.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A part of the Lifeguard experiment; {@link SlowMembers} runs all of it. */
class SlowMembersSimulation {
    /** Slow nodes and the length of their anomalies: where plain SWIM goes wrong. */
    private record Point(int slow, Duration anomaly) {}

    private static final List<Point> POINTS = List.of(
            new Point(1, Duration.ofMillis(8_192)),
            new Point(1, Duration.ofMillis(32_768)),
            new Point(4, Duration.ofMillis(32_768)));

    private static final int SEEDS = 2;
    /** One of the longest anomalies. */
    private static final Duration SPAN = Duration.ofSeconds(30);

    @Test
    void shouldRarelyTakeHealthyNodesForDeadAndFindTheSlowAsSoon() {
        final SlowMembersResult swim = sum(Detector.SWIM);
        final SlowMembersResult full = sum(Detector.FULL);
        System.out.println(swim.toRow(Detector.SWIM.label()));
        System.out.println(full.toRow(Detector.FULL.label()));
        assertTrue(swim.atHealthy() > 1_000, "the anomalies do what they should, atHealthy=" + swim.atHealthy());
        assertTrue(full.falsePositives() <= 0.05 * swim.falsePositives(), full.toLine());
        assertTrue(full.atHealthy() <= 0.05 * swim.atHealthy(), full.toLine());
        assertTrue(full.detectionMs(50) <= 1.1 * swim.detectionMs(50), full.toLine());
    }

    private static SlowMembersResult sum(final Detector detector) {
        SlowMembersResult sum = SlowMembersResult.NONE;
        for (final Point point : POINTS) {
            for (long seed = 0; seed < SEEDS; seed++) {
                sum = sum.plus(new SlowMembersRun(detector, point.slow(), point.anomaly(), seed).run(SPAN));
            }
        }
        return sum;
    }

    @Test
    void shouldReadBackWhatItWrites() {
        final SlowMembersResult result = new SlowMembersResult(1, 2, 3, 4, List.of(5L, 6L));
        assertEquals(result, SlowMembersResult.parse(result.toLine()));
        assertEquals(SlowMembersResult.NONE, SlowMembersResult.parse(SlowMembersResult.NONE.toLine()));
    }
}
