package io.gossip;

import java.time.Duration;

/**
 * The rhythm of the protocol. Presets are starting points; every component is checked and zero is refused.
 *
 * @param tick one gossip round; shorter spreads faster and costs more packets
 * @param fanOut peers a round is sent to, 1 to 16; more spreads faster and costs linearly more
 * @param probeInterval one member is probed per interval; shorter detects faster, costs 2 packets per interval
 * @param probeTimeout how long a direct answer may take before indirect probes are asked for; at most probeInterval
 * @param indirectProbes members asked to probe in our stead, 0 to 16; more tolerates more loss
 * @param suspicionAlpha shortest suspicion is alpha * max(1, log10 n) * probeInterval; more means fewer false alarms
 *     and later detection
 * @param suspicionBeta longest suspicion is beta times the shortest
 * @param quorumTimeout how long a lost quorum is only suspected
 */
public record GossipIntervals(
        Duration tick,
        int fanOut,
        Duration probeInterval,
        Duration probeTimeout,
        int indirectProbes,
        int suspicionAlpha,
        int suspicionBeta,
        Duration quorumTimeout) {

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(1);

    /** @throws InvalidValueException when a component is null or out of range */
    public GossipIntervals {
        inRange(tick, "tick");
        Checks.inRange(fanOut, 1, 16, "fanOut");
        inRange(probeInterval, "probeInterval");
        inRange(probeTimeout, "probeTimeout");
        if (probeTimeout.compareTo(probeInterval) > 0) {
            throw new InvalidValueException("probe timeout above the probe interval, probeTimeout=" + probeTimeout
                    + " probeInterval=" + probeInterval);
        }
        Checks.inRange(indirectProbes, 0, 16, "indirectProbes");
        Checks.inRange(suspicionAlpha, 1, 100, "suspicionAlpha");
        Checks.inRange(suspicionBeta, 1, 100, "suspicionBeta");
        inRange(quorumTimeout, "quorumTimeout");
    }

    private static void inRange(final Duration value, final String name) {
        Checks.notNull(value, name);
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new InvalidValueException("out of range [" + MIN + ", " + MAX + "], " + name + "=" + value);
        }
    }

    /** @return one data centre: probe 500 ms, tick 200 ms to 3 peers */
    public static GossipIntervals lan() {
        return of(200, 3, 500, 250, 3, 6);
    }

    /** @return several data centres: probe 2 s, tick 500 ms to 4 peers */
    public static GossipIntervals wan() {
        return of(500, 4, 2_000, 1_000, 5, 6);
    }

    /** @return one machine: probe 250 ms, tick 100 ms to 3 peers */
    public static GossipIntervals local() {
        return of(100, 3, 250, 100, 3, 6);
    }

    /** @return the defaults of the Go library: probe 5 s, tick 2 s, suspicion multiplier 5 and no shortening */
    public static GossipIntervals reference() {
        return of(2_000, 3, 5_000, 200, 5, 1);
    }

    private static GossipIntervals of(
            final int tickMs,
            final int fanOut,
            final int probeMs,
            final int timeoutMs,
            final int alpha,
            final int beta) {
        return new GossipIntervals(
                Duration.ofMillis(tickMs),
                fanOut,
                Duration.ofMillis(probeMs),
                Duration.ofMillis(timeoutMs),
                3,
                alpha,
                beta,
                Duration.ofMinutes(1));
    }
}
