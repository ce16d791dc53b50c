package io.gossip.bench.report;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/** Puts what was measured beside its baselines, by the annotations of the benchmark classes. */
public final class Rows {
    private Rows() {}

    /**
     * @param results of JMH
     * @return a row for each, in their order
     */
    public static List<Row> of(final Collection<RunResult> results) {
        final List<Measurement> all = Measurement.of(results);
        return all.stream().map(measurement -> row(measurement, all)).toList();
    }

    private static Row row(final Measurement measured, final List<Measurement> all) {
        final Class<?> type = type(measured);
        final Baseline baseline = method(measured).getAnnotation(Baseline.class);
        final boolean mustNotAllocate = baseline == null && type.isAnnotationPresent(GarbageFree.class);
        return new Row(
                measured.subject(),
                measured.operation(),
                measured.parameters(),
                measured.score(),
                measured.error(),
                measured.unit(),
                measured.bytesPerOperation(),
                Row.Gate.of(mustNotAllocate, measured.bytesPerOperation()),
                baseline == null ? null : baseline.value(),
                baseline == null ? ratios(measured, all) : List.of(),
                measured.counters());
    }

    private static List<Row.Ratio> ratios(final Measurement measured, final List<Measurement> all) {
        final List<Row.Ratio> ratios = new ArrayList<>();
        for (final Measurement other : all) {
            final Baseline baseline = method(other).getAnnotation(Baseline.class);
            if (baseline != null && other.isBeside(measured) && isFor(baseline, measured.operation())) {
                ratios.add(new Row.Ratio(baseline.value(), measured.ratioTo(other)));
            }
        }
        return ratios;
    }

    private static boolean isFor(final Baseline baseline, final String operation) {
        return baseline.of().length == 0 || Arrays.asList(baseline.of()).contains(operation);
    }

    private static Class<?> type(final Measurement measured) {
        try {
            return Class.forName(measured.type());
        } catch (final ClassNotFoundException e) {
            throw new IllegalStateException("no such benchmark, class=" + measured.type(), e);
        }
    }

    private static Method method(final Measurement measured) {
        return Arrays.stream(type(measured).getDeclaredMethods())
                .filter(method -> method.getName().equals(measured.operation()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no such benchmark, class=" + measured.type() + " method=" + measured.operation()));
    }
}
