package io.gossip.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What came of one run, as a line of text and back, or of several.
 *
 * @param falsePositives failures told of nodes that are not slow
 * @param atHealthy those of them that a node told that is not slow itself
 * @param packets sent in all
 * @param bytes sent in all
 * @param detectionsMs how long it took after the beginning of each anomaly until the first node that is not slow told that the slow
 *     one failed, where that came before its end
 */
record SlowMembersResult(long falsePositives, long atHealthy, long packets, long bytes, List<Long> detectionsMs) {
    static final SlowMembersResult NONE = new SlowMembersResult(0, 0, 0, 0, List.of());

    SlowMembersResult plus(final SlowMembersResult other) {
        return new SlowMembersResult(
                falsePositives + other.falsePositives,
                atHealthy + other.atHealthy,
                packets + other.packets,
                bytes + other.bytes,
                Stream.concat(detectionsMs.stream(), other.detectionsMs.stream())
                        .toList());
    }

    /** @return the same without detections: where an anomaly may end before it, only the early ones are seen */
    SlowMembersResult withoutDetections() {
        return new SlowMembersResult(falsePositives, atHealthy, packets, bytes, List.of());
    }

    /** @return milliseconds, 0 when nothing was detected */
    long detectionMs(final double percentile) {
        final Histogram histogram = new Histogram(3);
        detectionsMs.forEach(histogram::recordValue);
        return histogram.getValueAtPercentile(percentile);
    }

    String toLine() {
        return falsePositives + " " + atHealthy + " " + packets + " " + bytes + " "
                + detectionsMs.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    static SlowMembersResult parse(final String line) {
        final String[] fields = line.split(" ");
        final String detections = fields[4].substring(1, fields[4].length() - 1);
        return new SlowMembersResult(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                detections.isEmpty()
                        ? List.of()
                        : Stream.of(detections.split(",")).map(Long::valueOf).toList());
    }

    String toRow(final String label) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.2f s | %.2f s | %,d | %,d |",
                label,
                falsePositives,
                atHealthy,
                detectionMs(50) / 1e3,
                detectionMs(99) / 1e3,
                packets,
                bytes);
    }
}
