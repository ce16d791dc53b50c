package io.gossip.experiment;

import io.gossip.sim.network.Traffic;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What came of runs; results add up. */
final class SlowMembersResult {
    private final Histogram detectionMs = new Histogram(3);
    private long falsePositives;
    private long atHealthy;
    private Traffic traffic;

    SlowMembersResult(final Traffic traffic) {
        this.traffic = traffic;
    }

    void onFalsePositive(final boolean isAtHealthy) {
        falsePositives++;
        atHealthy += isAtHealthy ? 1 : 0;
    }

    void onDetected(final Duration took) {
        detectionMs.recordValue(took.toMillis());
    }

    void add(final SlowMembersResult other) {
        detectionMs.add(other.detectionMs);
        falsePositives += other.falsePositives;
        atHealthy += other.atHealthy;
        traffic = traffic.plus(other.traffic);
    }

    /** @return failures told of nodes that are not slow */
    long falsePositives() {
        return falsePositives;
    }

    /** @return those of them that a node told that is not slow itself */
    long atHealthy() {
        return atHealthy;
    }

    long detections() {
        return detectionMs.getTotalCount();
    }

    double detectionMedianMs() {
        return detectionMs.getValueAtPercentile(50);
    }

    String row(final String label) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %d | %.2f s | %.2f s | %,d | %,d |",
                label,
                falsePositives,
                atHealthy,
                detections(),
                detectionMedianMs() / 1e3,
                detectionMs.getValueAtPercentile(99) / 1e3,
                traffic.packetsSent(),
                traffic.bytesSent());
    }
}
