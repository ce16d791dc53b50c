package io.gossip.bench.report;

import java.util.List;
import java.util.Map;

/**
 * One line of a report.
 *
 * @param subject what was measured
 * @param operation what was done
 * @param parameters by name
 * @param score in the unit
 * @param error half the width of the 99.9 % confidence interval, or null
 * @param unit of score and error
 * @param bytesPerOperation allocated on the heap, or null when not measured
 * @param gate whether the benchmark may allocate, and does
 * @param baseline what it stands for, when others are compared with it; else null
 * @param ratios how many times the time of each baseline it takes
 * @param counters what the benchmark itself counted, by name
 */
public record Row(
        String subject,
        String operation,
        Map<String, String> parameters,
        double score,
        Double error,
        String unit,
        Double bytesPerOperation,
        Gate gate,
        String baseline,
        List<Ratio> ratios,
        Map<String, Double> counters) {
    /** Bytes per operation from which on a benchmark counts as allocating; below is what the JVM does by itself. */
    public static final double MAX_BYTES = 0.1;

    /** Whether a benchmark that must not allocate does not. */
    public enum Gate {
        /** It may allocate. */
        NONE,
        /** It must not, and does not. */
        HELD,
        /** It must not, and does. */
        BROKEN,
        /** It must not, and was not measured. */
        UNKNOWN;

        static Gate of(final boolean mustNotAllocate, final Double bytesPerOperation) {
            if (!mustNotAllocate) {
                return NONE;
            }
            if (bytesPerOperation == null) {
                return UNKNOWN;
            }
            return bytesPerOperation < MAX_BYTES ? HELD : BROKEN;
        }
    }

    /**
     * A comparison.
     *
     * @param baseline with what
     * @param times how many times its time was taken
     */
    public record Ratio(String baseline, double times) {}
}
