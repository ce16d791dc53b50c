package io.gossip.bench.ping;

/**
 * How long the parts of a run take, in milliseconds.
 *
 * @param warmUpMs of pings that do not count
 * @param pingMs of pings that do
 * @param floodMs of packets as fast as they go
 */
record PingTimes(long warmUpMs, long pingMs, long floodMs) {
    private static final int PARTS = 3;

    /** @return one that {@link #parse} reads */
    String format() {
        return warmUpMs + "/" + pingMs + "/" + floodMs;
    }

    static PingTimes parse(final String text) {
        final String[] parts = text.split("/");
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not three times, times='" + text + "'");
        }
        return new PingTimes(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
