package io.gossip.transport.udp.frame;

/** What the bytes received so far amount to. */
public enum FrameVerdict {
    /** More bytes are needed. */
    INCOMPLETE,
    /** A whole message is there. */
    COMPLETE,
    /** The other side does not speak this protocol, or another version of it. */
    STRANGER,
    /** A message longer than allowed is announced. */
    TOO_LONG
}
