package io.gossip.core.membership;

/** What became of a claim about a member. */
public enum ClaimOutcome {
    /** The table changed. */
    APPLIED,
    /** It held nothing new. */
    IGNORED,
    /** It is about this node. */
    SELF,
    /** It is about a life that is gone for good; its owner should be told. */
    GONE,
    /** Its generation is beyond belief, or the table is full; counted. */
    REFUSED
}
