package io.gossip.bench.ping;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What one pair of processes found out.
 *
 * @param p50Ns median round trip
 * @param p99Ns round trip of the one in a hundred
 * @param p999Ns round trip of the one in a thousand
 * @param count pings that counted
 * @param lost pings without an answer
 * @param packetsPerSecond that arrived at the other end while packets were sent as fast as they went
 */
public record PingResult(long p50Ns, long p99Ns, long p999Ns, long count, long lost, long packetsPerSecond) {
    private static final double MEDIAN = 50;
    private static final double ONE_IN_HUNDRED = 99;
    private static final double ONE_IN_THOUSAND = 99.9;

    static PingResult of(final Histogram roundTrips, final long lost, final long packetsPerSecond) {
        return new PingResult(
                roundTrips.getValueAtPercentile(MEDIAN),
                roundTrips.getValueAtPercentile(ONE_IN_HUNDRED),
                roundTrips.getValueAtPercentile(ONE_IN_THOUSAND),
                roundTrips.getTotalCount(),
                lost,
                packetsPerSecond);
    }

    /** @return one line that {@link #parse} reads */
    String format() {
        return "p50=" + p50Ns + " p99=" + p99Ns + " p999=" + p999Ns + " count=" + count + " lost=" + lost + " rate="
                + packetsPerSecond;
    }

    /** @throws IllegalArgumentException when it is none */
    static PingResult parse(final String line) {
        final Map<String, Long> values = Arrays.stream(line.split(" "))
                .map(pair -> pair.split("="))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
        if (values.size() != PingResult.class.getRecordComponents().length) {
            throw new IllegalArgumentException("not a result, line='" + line + "'");
        }
        return new PingResult(
                values.get("p50"),
                values.get("p99"),
                values.get("p999"),
                values.get("count"),
                values.get("lost"),
                values.get("rate"));
    }
}
