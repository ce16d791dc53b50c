package io.gossip.store;

/** What became of a received chunk. The letters are those of the merge rules in docs/merge.md. */
public enum MergeOutcome {
    /** A new view was published (A, D). */
    PUBLISHED,
    /** It was added to the private stage; nothing is visible yet (B, C). */
    STAGED,
    /** It held nothing new (G, O), or did not join on to the stage (C). Nothing changed. */
    IGNORED,
    /** A rumor that does not join on: ask the sender with a digest entry. Nothing changed. */
    PULL,
    /** It is about this node and not ahead of it. Nothing changed. */
    SELF,
    /** It is about this node and ahead of it (G'): outbid it. Nothing changed. */
    SELF_OUTBID,
    /** The owner is not held here. Nothing changed. */
    NOT_HELD,
    /** It is malformed (V) or out of bounds (J), or over a limit. Nothing changed; counted. */
    REFUSED
}
