package io.gossip.core.outbound;

import io.gossip.NodeConfig;

/**
 * Rates of the two lanes, and what they save up while nothing is sent: packets a tick's worth, which is also all that one
 * tick may send; messages of the reliable lane a second's worth. Strangers are answered from a quarter of the packets'
 * rate, a second's worth of which is saved up: joins get through however much there is to say among members, and no flood
 * of them takes more.
 *
 * @param bytesPerSecond of the best-effort lane, see {@link NodeConfig#byteBudget}
 * @param tickNs length of a tick
 */
public record Budgets(long bytesPerSecond, long tickNs) {
    private static final int STRANGERS_SHARE = 4;
    private static final long NS_PER_SECOND = 1_000_000_000;
    /** However small the rate: a packet for each purpose. */
    private static final int MIN_PACKETS = Purpose.values().length;

    /** @return of a node so configured */
    public static Budgets of(final NodeConfig config) {
        return new Budgets(config.byteBudget(), config.intervals().tickNs());
    }

    long bulkBytesPerSecond() {
        return bytesPerSecond * NodeConfig.RELIABLE_SHARE;
    }

    long strangersBytesPerSecond() {
        return bytesPerSecond / STRANGERS_SHARE;
    }

    long packetCapacity(final int packetLimit) {
        return Math.max((long) MIN_PACKETS * packetLimit, (long) ((double) bytesPerSecond * tickNs / NS_PER_SECOND));
    }

    long bulkCapacity(final int minimum) {
        return Math.max(minimum, bulkBytesPerSecond());
    }
}
