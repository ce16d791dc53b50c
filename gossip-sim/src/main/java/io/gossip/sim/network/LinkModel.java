package io.gossip.sim.network;

import io.gossip.InvalidValueException;
import io.gossip.sim.time.SeededRandom;
import io.gossip.sim.time.VirtualTime;
import java.time.Duration;

/**
 * How packets fare from one node to another; one direction. Immutable.
 *
 * @param minLatencyNs shortest way in nanoseconds, from 0
 * @param maxLatencyNs longest way without reordering, from minLatencyNs
 * @param shape how latencies spread in between
 * @param loss probability that a packet is lost, 0 to 1; a message of the reliable lane is sent again instead
 * @param duplication probability that a packet that is not lost arrives twice, 0 to 1
 * @param reordering probability that a packet is held up, 0 to 1
 * @param reorderDelayNs how long a packet that is held up takes in addition, from 0
 */
public record LinkModel(
        long minLatencyNs,
        long maxLatencyNs,
        LatencyShape shape,
        double loss,
        double duplication,
        double reordering,
        long reorderDelayNs) {

    /** @throws InvalidValueException when a component is null or out of range */
    public LinkModel {
        if (minLatencyNs < 0 || maxLatencyNs < minLatencyNs) {
            throw new InvalidValueException("latencies must be 0 <= min <= max, minLatencyNs=" + minLatencyNs
                    + " maxLatencyNs=" + maxLatencyNs);
        }
        if (shape == null) {
            throw new InvalidValueException("must not be null, shape=null");
        }
        probability(loss, "loss");
        probability(duplication, "duplication");
        probability(reordering, "reordering");
        if (reorderDelayNs < 0) {
            throw new InvalidValueException("must not be negative, reorderDelayNs=" + reorderDelayNs);
        }
    }

    private static void probability(final double value, final String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidValueException("out of range [0, 1], " + name + "=" + value);
        }
    }

    /** @return one data centre: 100 us to 1 ms, mostly short, no faults */
    public static LinkModel lan() {
        return of(Duration.ofNanos(100_000), Duration.ofMillis(1), LatencyShape.LONG_TAIL);
    }

    /** @return several data centres: 20 to 80 ms, mostly short, no faults */
    public static LinkModel wan() {
        return of(Duration.ofMillis(20), Duration.ofMillis(80), LatencyShape.LONG_TAIL);
    }

    /** @return every packet takes exactly that long, and no faults */
    public static LinkModel fixed(final Duration latency) {
        return of(latency, latency, LatencyShape.UNIFORM);
    }

    /** @return latencies of a shape within bounds, and no faults */
    public static LinkModel of(final Duration min, final Duration max, final LatencyShape shape) {
        return new LinkModel(
                VirtualTime.notNegative(min, "minLatency"),
                VirtualTime.notNegative(max, "maxLatency"),
                shape,
                0,
                0,
                0,
                0);
    }

    /** @return the same with other latencies */
    public LinkModel withLatency(final Duration min, final Duration max) {
        return new LinkModel(
                VirtualTime.notNegative(min, "minLatency"),
                VirtualTime.notNegative(max, "maxLatency"),
                shape,
                loss,
                duplication,
                reordering,
                reorderDelayNs);
    }

    /** @return the same with another probability of loss */
    public LinkModel withLoss(final double value) {
        return new LinkModel(minLatencyNs, maxLatencyNs, shape, value, duplication, reordering, reorderDelayNs);
    }

    /** @return the same with another probability of duplication */
    public LinkModel withDuplication(final double value) {
        return new LinkModel(minLatencyNs, maxLatencyNs, shape, loss, value, reordering, reorderDelayNs);
    }

    /** @return the same with packets held up with a probability, each for that long in addition */
    public LinkModel withReordering(final double value, final Duration delay) {
        final long delayNs = VirtualTime.notNegative(delay, "reorderDelay");
        return new LinkModel(minLatencyNs, maxLatencyNs, shape, loss, duplication, value, delayNs);
    }

    /** Draws the way of one packet; two draws whatever the model. */
    long latencyNs(final SeededRandom random) {
        final boolean isHeldUp = random.nextDouble() < reordering;
        final double place = shape.place(random.nextDouble());
        final long latencyNs = minLatencyNs + (long) (place * (maxLatencyNs - minLatencyNs));
        return isHeldUp ? latencyNs + reorderDelayNs : latencyNs;
    }
}
