package io.gossip.core.wire;

/** What became of a received packet. Checked in the order of the constants from {@link #TOO_SHORT} on. */
public enum PacketVerdict {
    /** All messages were dispatched or skipped by rule. */
    ACCEPTED,
    /** Shorter than a packet header. */
    TOO_SHORT,
    /** Not one of ours. */
    BAD_MAGIC,
    /** A wire version this decoder does not speak. */
    BAD_VERSION,
    /** A header flag that this decoder does not understand and must not ignore. */
    BAD_FLAGS,
    /** Damaged on its way. */
    BAD_CRC,
    /** Intact, of another cluster: only joins and their replies were dispatched. */
    OTHER_CLUSTER,
    /** A message broke the format; those before it were dispatched, it and those after it were not. */
    MALFORMED
}
