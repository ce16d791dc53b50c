package io.gossip.core.wire;

/** What a {@link PacketDecoder} counts. Every packet counts in exactly one of the packet counters. */
public enum WireCounter {
    /** Packets read to their end. */
    PACKETS_ACCEPTED("packets accepted"),
    /** Packets shorter than a header. */
    PACKETS_TOO_SHORT("packets shorter than a header"),
    /** Packets that do not begin as ours do. */
    PACKETS_BAD_MAGIC("packets of another protocol"),
    /** Packets of a wire version not spoken here. */
    PACKETS_BAD_VERSION("packets of another wire version"),
    /** Packets with a header flag not understood here. */
    PACKETS_BAD_FLAGS("packets with an unknown header flag"),
    /** Packets whose checksum does not match. */
    PACKETS_BAD_CRC("packets damaged on their way"),
    /** Intact packets of another cluster. */
    PACKETS_OTHER_CLUSTER("packets of another cluster"),
    /** Packets cut off at a message that breaks the format. */
    PACKETS_MALFORMED("packets with a malformed message"),
    /** Messages handed to the handler. */
    MESSAGES_DISPATCHED("messages dispatched"),
    /** Messages skipped because their template is not known here. */
    MESSAGES_UNKNOWN_TEMPLATE("messages skipped, unknown template"),
    /** Messages skipped because they belong to another schema. */
    MESSAGES_FOREIGN_SCHEMA("messages skipped, other schema"),
    /** Messages skipped because a state, verdict or kind in them has a number not known here. */
    MESSAGES_UNKNOWN_CODE("messages skipped, unknown code"),
    /** Messages that break the format; with a frame that does not fit the packet there is no message to count. */
    MESSAGES_MALFORMED("messages malformed");

    private final String label;

    WireCounter(final String label) {
        this.label = label;
    }

    /** @return what is counted, for people */
    public String label() {
        return label;
    }

    static WireCounter of(final PacketVerdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> PACKETS_ACCEPTED;
            case TOO_SHORT -> PACKETS_TOO_SHORT;
            case BAD_MAGIC -> PACKETS_BAD_MAGIC;
            case BAD_VERSION -> PACKETS_BAD_VERSION;
            case BAD_FLAGS -> PACKETS_BAD_FLAGS;
            case BAD_CRC -> PACKETS_BAD_CRC;
            case OTHER_CLUSTER -> PACKETS_OTHER_CLUSTER;
            case MALFORMED -> PACKETS_MALFORMED;
        };
    }

    static WireCounter of(final MessageOutcome outcome) {
        return switch (outcome) {
            case DISPATCHED -> MESSAGES_DISPATCHED;
            case UNKNOWN_TEMPLATE -> MESSAGES_UNKNOWN_TEMPLATE;
            case FOREIGN_SCHEMA -> MESSAGES_FOREIGN_SCHEMA;
            case UNKNOWN_CODE -> MESSAGES_UNKNOWN_CODE;
            case MALFORMED -> MESSAGES_MALFORMED;
        };
    }
}
