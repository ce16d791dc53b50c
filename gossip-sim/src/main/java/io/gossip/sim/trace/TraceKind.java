package io.gossip.sim.trace;

/** What a trace tells apart. The codes enter the trace hash: they are never reused, new ones are appended. */
public enum TraceKind {
    /** A packet left its sender. */
    SENT(1),
    /** The sender was refused, with a negative code. */
    REFUSED(2),
    /** A packet was lost on the way. */
    LOST(3),
    /** A packet was doubled on the way; a second copy will arrive. */
    DUPLICATED(4),
    /** A cut or a partition was in the way. */
    CUT(5),
    /** Nobody listens at the destination, or not the same life as when the message was sent. */
    NO_RECEIVER(6),
    /** The receiver's socket buffer was full. */
    OVERFLOWED(7),
    /** A packet reached its receiver's socket buffer. */
    ARRIVED(8),
    /** A transport was opened. */
    OPENED(9),
    /** A transport was closed. */
    CLOSED(10),
    /** A process was frozen. */
    PAUSED(11),
    /** A frozen process goes on. */
    RESUMED(12),
    /** A fault was set, changed or healed. */
    FAULT(13),
    /** A node's life began. */
    STARTED(14),
    /** A node was killed. */
    CRASHED(15),
    /** A node was told to leave. */
    LEAVING(16),
    /** A node stopped by itself after it had left. */
    STOPPED(17),
    /** A wall clock was stepped. */
    CLOCK_STEPPED(18),
    /** A node reported an event. */
    REPORTED(19),
    /** A test wrote a value. */
    WRITTEN(20);

    private final int code;

    TraceKind(final int code) {
        this.code = code;
    }

    /** @return the number that stands for it in a trace hash */
    public int code() {
        return code;
    }
}
