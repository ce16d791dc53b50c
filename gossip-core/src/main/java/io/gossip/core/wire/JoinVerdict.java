package io.gossip.core.wire;

/** Answer to a join, with its number on the wire. */
public enum JoinVerdict {
    /** Welcome. */
    ACCEPTED(1),
    /** The cluster ids differ. */
    OTHER_CLUSTER(2),
    /** The gossip versions differ. */
    OTHER_VERSION(3),
    /** A higher life of the joiner is known; it must take one above that. */
    OUTBID(4),
    /** No room for another member. */
    FULL(5);

    private static final JoinVerdict[] BY_CODE = values();

    private final int code;

    JoinVerdict(final int code) {
        this.code = code;
    }

    /** @return number on the wire, from 1 */
    public int code() {
        return code;
    }

    /** @return the verdict of that number, or null when there is none here: a newer sender, or rubbish */
    public static JoinVerdict fromCodeOrNull(final int code) {
        return code >= 1 && code <= BY_CODE.length ? BY_CODE[code - 1] : null;
    }
}
