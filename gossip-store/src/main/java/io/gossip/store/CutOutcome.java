package io.gossip.store;

/** What became of an attempt to cut a chunk. */
public enum CutOutcome {
    /** The asker lacks nothing that is held here (S1); the sink was not touched. */
    NOTHING,
    /** A chunk up to the target was written. */
    COMPLETE,
    /** A chunk was written, and more is left. */
    PARTIAL,
    /** Not even the first entry fits into the sink; nothing was written. */
    NO_ROOM
}
