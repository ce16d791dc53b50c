package io.gossip.core.wire;

/** What became of one message of a packet. */
enum MessageOutcome {
    /** The handler has had it. */
    DISPATCHED,
    /** Skipped: no such template in this schema. */
    UNKNOWN_TEMPLATE,
    /** Skipped: of another schema. */
    FOREIGN_SCHEMA,
    /** Skipped: well-formed, but a code in it means nothing here. */
    UNKNOWN_CODE,
    /** It breaks the format; nothing behind it can be trusted. */
    MALFORMED
}
