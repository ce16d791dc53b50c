package io.gossip.bench.ping;

/** The packets of a ping-pong: what kind, then a number; the rest is as it may be. */
final class Packets {
    static final int LENGTH = 64;
    static final int KIND_OFFSET = 0;
    static final int NUMBER_OFFSET = Long.BYTES;

    /** Comes back as it is. */
    static final int PING = 1;
    /** Is counted. */
    static final int FLOOD = 2;
    /** Comes back with the rate of the counted ones in place of the number. */
    static final int HOW_MANY = 3;

    private Packets() {}
}
