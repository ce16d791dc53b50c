package io.gossip.core.wire;

/** What a claim says of a member, with its number on the wire. */
public enum MemberState {
    /** It answers. */
    ALIVE(1),
    /** It did not answer the accuser, and may still refute. */
    SUSPECT(2),
    /** It did not refute in time. */
    DEAD(3),
    /** It said so itself. */
    LEFT(4),
    /** It was dead or left for so long that its data is dropped; the life must not come back. */
    GONE(5);

    private static final MemberState[] BY_CODE = values();

    private final int code;

    MemberState(final int code) {
        this.code = code;
    }

    /** @return number on the wire, from 1 */
    public int code() {
        return code;
    }

    /** @return whether who is in it counts as reachable */
    public boolean isPresence() {
        return this == ALIVE || this == SUSPECT;
    }

    /** @return the state of that number, or null when there is none here: a newer sender, or rubbish */
    public static MemberState fromCodeOrNull(final int code) {
        return code >= 1 && code <= BY_CODE.length ? BY_CODE[code - 1] : null;
    }
}
