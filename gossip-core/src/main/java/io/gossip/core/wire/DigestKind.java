package io.gossip.core.wire;

/** What the receiver of a digest is asked to do, with its number on the wire. */
public enum DigestKind {
    /** Complete for its range of hashes: compare both ways. */
    OFFER(1),
    /** Of these owners only: send what I lack. */
    PULL(2);

    private static final DigestKind[] BY_CODE = values();

    private final int code;

    DigestKind(final int code) {
        this.code = code;
    }

    /** @return number on the wire, from 1 */
    public int code() {
        return code;
    }

    /** @return the kind of that number, or null when there is none here: a newer sender, or rubbish */
    public static DigestKind fromCodeOrNull(final int code) {
        return code >= 1 && code <= BY_CODE.length ? BY_CODE[code - 1] : null;
    }
}
