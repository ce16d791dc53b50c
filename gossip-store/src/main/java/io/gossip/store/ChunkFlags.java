package io.gossip.store;

/** Flags of a chunk, as on the wire. */
public final class ChunkFlags {
    /** It starts from nothing and replaces what the receiver has. */
    public static final int RESET = 1;
    /** It was sent unasked, is complete, and is pulled when it does not join on. */
    public static final int RUMOR = 1 << 1;

    private ChunkFlags() {}
}
