package io.gossip;

import java.time.Duration;

/**
 * The rhythm of the protocol. Immutable. Presets are starting points, to be changed by the {@code with} methods; each
 * duration is 1 ms to 1 day, and zero never means "off".
 *
 * @param tick one gossip round; shorter spreads faster and costs more packets
 * @param fanOut peers a round is sent to, 1 to 16; more spreads faster and costs linearly more
 * @param probeInterval one member is probed per interval; shorter detects faster and costs 2 packets per interval
 * @param probeTimeout how long a direct answer may take at the most before indirect probes are asked for, at most
 *     probeInterval; a peer whose round trips are not known gets all of it. Longer forgives slow links and delays
 *     detection, shorter costs needless indirect probes
 * @param probeTimeoutFloor how long it may take at the least, at most probeTimeout; between the two the timeout follows
 *     the peer's own round trips (smoothed mean + 4 * variation, RFC 6298). Equal to probeTimeout: nothing is measured
 * @param indirectProbes members asked to probe in our stead, 0 to 16; each tolerates more loss and costs 4 packets per
 *     failed probe, 0 takes the first silence for a suspicion
 * @param suspicionAlpha 1 to 100; the shortest suspicion of n members is alpha * max(1, log10 n) * probeInterval; more
 *     means fewer false alarms and later detection
 * @param suspicionBeta 1 to 100; the longest suspicion, before others confirm it, is beta times the shortest; 1 is plain
 *     SWIM without shortening
 * @param quorumTimeout how long a lost quorum is only suspected; longer rides out short partitions, shorter stops sooner
 */
public record GossipIntervals(
        Duration tick,
        int fanOut,
        Duration probeInterval,
        Duration probeTimeout,
        Duration probeTimeoutFloor,
        int indirectProbes,
        int suspicionAlpha,
        int suspicionBeta,
        Duration quorumTimeout) {

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(1);

    /**
     * @throws InvalidValueException when a component is null or out of range, probeTimeout above probeInterval, or
     *     probeTimeoutFloor above probeTimeout
     */
    public GossipIntervals {
        Checks.inRange(tick, MIN, MAX, "tick");
        Checks.inRange(fanOut, 1, 16, "fanOut");
        Checks.inRange(probeInterval, MIN, MAX, "probeInterval");
        Checks.inRange(probeTimeout, MIN, MAX, "probeTimeout");
        if (probeTimeout.compareTo(probeInterval) > 0) {
            throw new InvalidValueException("probe timeout above the probe interval, probeTimeout=" + probeTimeout
                    + " probeInterval=" + probeInterval);
        }
        Checks.inRange(probeTimeoutFloor, MIN, MAX, "probeTimeoutFloor");
        if (probeTimeoutFloor.compareTo(probeTimeout) > 0) {
            throw new InvalidValueException("shortest probe timeout above the longest, probeTimeoutFloor="
                    + probeTimeoutFloor + " probeTimeout=" + probeTimeout);
        }
        Checks.inRange(indirectProbes, 0, 16, "indirectProbes");
        Checks.inRange(suspicionAlpha, 1, 100, "suspicionAlpha");
        Checks.inRange(suspicionBeta, 1, 100, "suspicionBeta");
        Checks.inRange(quorumTimeout, MIN, MAX, "quorumTimeout");
    }

    /** @return one data centre: probe 500 ms with timeouts of 100 to 250 ms, tick 200 ms to 3 peers */
    public static GossipIntervals lan() {
        return of(200, 3, 500, 250, 100, 3, 6);
    }

    /** @return several data centres: probe 2 s, tick 500 ms to 4 peers */
    public static GossipIntervals wan() {
        return of(500, 4, 2_000, 1_000, 300, 5, 6);
    }

    /** @return one machine: probe 250 ms, tick 100 ms to 3 peers */
    public static GossipIntervals local() {
        return of(100, 3, 250, 100, 50, 3, 6);
    }

    /** @return the defaults of the Go library: probe 5 s, tick 2 s, suspicion multiplier 5 and no shortening */
    public static GossipIntervals reference() {
        return of(2_000, 3, 5_000, 200, 200, 5, 1);
    }

    /** @return the same with another gossip round */
    public GossipIntervals withTick(final Duration value) {
        return new GossipIntervals(
                value,
                fanOut,
                probeInterval,
                probeTimeout,
                probeTimeoutFloor,
                indirectProbes,
                suspicionAlpha,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another number of peers per round */
    public GossipIntervals withFanOut(final int value) {
        return new GossipIntervals(
                tick,
                value,
                probeInterval,
                probeTimeout,
                probeTimeoutFloor,
                indirectProbes,
                suspicionAlpha,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another probe interval */
    public GossipIntervals withProbeInterval(final Duration value) {
        return new GossipIntervals(
                tick,
                fanOut,
                value,
                probeTimeout,
                probeTimeoutFloor,
                indirectProbes,
                suspicionAlpha,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another longest probe timeout, and with a shortest that is not above it */
    public GossipIntervals withProbeTimeout(final Duration value) {
        final boolean isBelowFloor = value != null && value.compareTo(probeTimeoutFloor) < 0;
        return new GossipIntervals(
                tick,
                fanOut,
                probeInterval,
                value,
                isBelowFloor ? value : probeTimeoutFloor,
                indirectProbes,
                suspicionAlpha,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another shortest probe timeout */
    public GossipIntervals withProbeTimeoutFloor(final Duration value) {
        return new GossipIntervals(
                tick,
                fanOut,
                probeInterval,
                probeTimeout,
                value,
                indirectProbes,
                suspicionAlpha,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another number of indirect probes */
    public GossipIntervals withIndirectProbes(final int value) {
        return new GossipIntervals(
                tick,
                fanOut,
                probeInterval,
                probeTimeout,
                probeTimeoutFloor,
                value,
                suspicionAlpha,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another factor of the shortest suspicion */
    public GossipIntervals withSuspicionAlpha(final int value) {
        return new GossipIntervals(
                tick,
                fanOut,
                probeInterval,
                probeTimeout,
                probeTimeoutFloor,
                indirectProbes,
                value,
                suspicionBeta,
                quorumTimeout);
    }

    /** @return the same with another factor of the longest suspicion */
    public GossipIntervals withSuspicionBeta(final int value) {
        return new GossipIntervals(
                tick,
                fanOut,
                probeInterval,
                probeTimeout,
                probeTimeoutFloor,
                indirectProbes,
                suspicionAlpha,
                value,
                quorumTimeout);
    }

    /** @return the same with another quorum timeout */
    public GossipIntervals withQuorumTimeout(final Duration value) {
        return new GossipIntervals(
                tick,
                fanOut,
                probeInterval,
                probeTimeout,
                probeTimeoutFloor,
                indirectProbes,
                suspicionAlpha,
                suspicionBeta,
                value);
    }

    /** @return {@link #tick} in nanoseconds */
    public long tickNs() {
        return tick.toNanos();
    }

    /** @return {@link #probeInterval} in nanoseconds */
    public long probeIntervalNs() {
        return probeInterval.toNanos();
    }

    /** @return {@link #probeTimeout} in nanoseconds */
    public long probeTimeoutNs() {
        return probeTimeout.toNanos();
    }

    /** @return {@link #probeTimeoutFloor} in nanoseconds */
    public long probeTimeoutFloorNs() {
        return probeTimeoutFloor.toNanos();
    }

    /** @return {@link #quorumTimeout} in nanoseconds */
    public long quorumTimeoutNs() {
        return quorumTimeout.toNanos();
    }

    private static GossipIntervals of(
            final int tickMs,
            final int fanOut,
            final int probeMs,
            final int timeoutMs,
            final int floorMs,
            final int alpha,
            final int beta) {
        return new GossipIntervals(
                Duration.ofMillis(tickMs),
                fanOut,
                Duration.ofMillis(probeMs),
                Duration.ofMillis(timeoutMs),
                Duration.ofMillis(floorMs),
                3,
                alpha,
                beta,
                Duration.ofMinutes(1));
    }
}
