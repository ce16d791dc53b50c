package io.gossip.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH found out about one benchmark method at one choice of parameters.
 *
 * @param type name of the class
 * @param operation name of the method
 * @param parameters by name
 * @param mode of measuring
 * @param score in the unit
 * @param error half the width of the 99.9 % confidence interval, null when there are too few iterations
 * @param unit as JMH prints it
 * @param bytesPerOperation allocated on the heap in the iteration with the least, of a group that of all its threads together;
 *     null when not measured. What the code allocates comes back in every iteration, what the compilers cause does not
 * @param counters what the benchmark itself counted, by name
 */
record Measurement(
        String type,
        String operation,
        Map<String, String> parameters,
        Mode mode,
        double score,
        Double error,
        String unit,
        Double bytesPerOperation,
        Map<String, Double> counters) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String OF_PROFILER = "gc.";

    /** @return one for each result, and one for each method of a group */
    static List<Measurement> of(final Collection<RunResult> results) {
        final List<Measurement> all = new ArrayList<>();
        for (final RunResult result : results) {
            final BenchmarkParams params = result.getParams();
            final int dot = params.getBenchmark().lastIndexOf('.');
            final String type = params.getBenchmark().substring(0, dot);
            if (params.getThreadGroups().length > 1) {
                params.getThreadGroupLabels()
                        .forEach(method -> all.add(of(
                                result,
                                type,
                                method,
                                result.getSecondaryResults().get(method))));
            } else {
                all.add(of(result, type, params.getBenchmark().substring(dot + 1), result.getPrimaryResult()));
            }
        }
        return all;
    }

    private static Measurement of(
            final RunResult result, final String type, final String operation, final Result<?> score) {
        final Map<String, String> parameters = new TreeMap<>();
        result.getParams()
                .getParamsKeys()
                .forEach(key -> parameters.put(key, result.getParams().getParam(key)));
        return new Measurement(
                type,
                operation,
                parameters,
                result.getParams().getMode(),
                score.getScore(),
                finite(score.getScoreError()),
                score.getScoreUnit(),
                leastAllocated(result),
                counters(result));
    }

    private static Double leastAllocated(final RunResult result) {
        Double least = null;
        for (final BenchmarkResult fork : result.getBenchmarkResults()) {
            for (final IterationResult iteration : fork.getIterationResults()) {
                final Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
                if (allocated != null && (least == null || allocated.getScore() < least)) {
                    least = finite(allocated.getScore());
                }
            }
        }
        return least;
    }

    private static Map<String, Double> counters(final RunResult result) {
        final Map<String, Double> counters = new TreeMap<>();
        if (result.getParams().getThreadGroups().length == 1) {
            result.getSecondaryResults().forEach((name, value) -> {
                if (!name.startsWith(OF_PROFILER)) {
                    counters.put(name, value.getScore());
                }
            });
        }
        return counters;
    }

    private static Double finite(final double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** @return whether both are of one class at the same parameters */
    boolean isBeside(final Measurement other) {
        return type.equals(other.type) && parameters.equals(other.parameters);
    }

    /** @return how many times the other's time this takes */
    double ratioTo(final Measurement other) {
        return mode == Mode.Throughput ? other.score / score : score / other.score;
    }

    /** @return the class's name without its package and its last word */
    String subject() {
        final String name = type.substring(type.lastIndexOf('.') + 1);
        return name.endsWith("Benchmark") ? name.substring(0, name.length() - "Benchmark".length()) : name;
    }
}
