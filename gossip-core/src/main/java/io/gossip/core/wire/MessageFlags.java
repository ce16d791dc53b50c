package io.gossip.core.wire;

/**
 * Bits of the flags fields inside messages; those of a chunk are {@link io.gossip.store.ChunkFlags}. Bits not listed are
 * sent as 0 and ignored when received.
 */
public final class MessageFlags {
    /** Member: from a state exchange, so no independent confirmation. */
    public static final int MEMBER_HEARSAY = 1;
    /** Sync: send me your table too. */
    public static final int SYNC_REPLY = 1;
    /** Digest entry: send all of this owner at once. */
    public static final int DIGEST_COMPLETE = 1;
    /** Digest entry: a stage is open, of which the entry speaks. */
    public static final int DIGEST_STAGED = 1 << 1;

    private MessageFlags() {}
}
