package io.gossip.cli.control;

/** What a frame is, by its first byte. */
enum FrameKind {
    /** Agent to client, first: who the agent is. */
    HELLO('H'),
    /** Client to agent, one for each connection: a verb and its arguments. */
    REQUEST('Q'),
    /** Agent to client, any number: one row of the answer. */
    ROW('R'),
    /** Agent to client, last: all rows were sent. */
    END('E'),
    /** Agent to client, last: it could not be done; one field of text says why. */
    FAILED('F');

    private final byte code;

    FrameKind(final char code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** @throws ControlException when no kind has that code */
    static FrameKind of(final byte code) {
        for (final FrameKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new ControlException("unknown kind of frame, kind=" + (code & 0xFF));
    }
}
