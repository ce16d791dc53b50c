package io.gossip.bench.ping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came out for one variant: medians over the rounds.
 *
 * @param label what it is
 * @param baseline label of what it is compared with, or null when it is that itself
 * @param p50Us median round trip in microseconds
 * @param p99Us that of the one in a hundred
 * @param p999Us that of the one in a thousand
 * @param packetsPerSecond that arrived while packets were sent as fast as they went
 * @param lost pings without an answer, of all rounds
 * @param ratio of the median round trip to the baseline's in the same round; null without a baseline
 * @param rounds all results
 */
public record PingRow(
        String label,
        String baseline,
        double p50Us,
        double p99Us,
        double p999Us,
        double packetsPerSecond,
        long lost,
        Double ratio,
        List<PingResult> rounds) {
    private static final double NS_PER_US = 1_000;

    /** Copies the rounds. */
    public PingRow {
        rounds = List.copyOf(rounds);
    }

    /**
     * @param rounds of the variant, from 1
     * @param ofBaseline as many, in the same order; null when there is none
     */
    static PingRow of(final PingVariant variant, final List<PingResult> rounds, final List<PingResult> ofBaseline) {
        final PingVariant baseline = variant.baselineOrNull();
        return new PingRow(
                variant.label(),
                baseline == null ? null : baseline.label(),
                median(rounds, PingResult::p50Ns) / NS_PER_US,
                median(rounds, PingResult::p99Ns) / NS_PER_US,
                median(rounds, PingResult::p999Ns) / NS_PER_US,
                median(rounds, PingResult::packetsPerSecond),
                rounds.stream().mapToLong(PingResult::lost).sum(),
                baseline == null ? null : ratio(rounds, ofBaseline),
                rounds);
    }

    private static double median(final List<PingResult> rounds, final ToDoubleFunction<PingResult> figure) {
        return median(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static double ratio(final List<PingResult> rounds, final List<PingResult> ofBaseline) {
        final List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            ratios.add((double) rounds.get(i).p50Ns() / ofBaseline.get(i).p50Ns());
        }
        return median(ratios);
    }

    private static double median(final List<Double> values) {
        final List<Double> sorted = values.stream().sorted().toList();
        final int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
