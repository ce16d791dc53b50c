package io.gossip.cli.query;

import io.gossip.cli.control.ControlException;

/** What can be asked; the first field of a request. */
public enum Verb {
    /** No argument. One {@link MemberRow} for each node shown. */
    MEMBERS,
    /** A key. One {@link ValueRow} for each node that has it. */
    GET,
    /** A key, a value. No row. */
    SET,
    /** A key. One row: whether there was a value. */
    DELETE,
    /** A node's id; an address, unless the agent knows it. One row: nanoseconds of the round trip. */
    PING,
    /** No argument. One row: whether all others were told in time. The agent ends after the answer. */
    LEAVE,
    /** No argument. One {@link AgentStatus}. */
    STAT;

    /**
     * @param text name of the verb
     * @return the verb
     * @throws ControlException when there is none of that name
     */
    public static Verb parse(final String text) {
        for (final Verb verb : values()) {
            if (verb.name().equals(text)) {
                return verb;
            }
        }
        throw new ControlException("unknown request, length=" + text.length());
    }
}
