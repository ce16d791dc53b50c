package io.gossip.core.wire;

import io.gossip.Incarnation;
import io.gossip.InvalidValueException;

/**
 * Verdict on a join.
 *
 * @param attempt of the join it answers
 * @param verdict the verdict
 * @param known highest incarnation known of the joiner; {@link Incarnation#NONE} when unknown
 * @param knownVersion highest version known in that life, from 0
 */
public record JoinReply(int attempt, JoinVerdict verdict, Incarnation known, long knownVersion) {
    /** @throws InvalidValueException when a part is null or the version negative */
    public JoinReply {
        if (verdict == null || known == null) {
            throw new InvalidValueException("must not be null, verdict=" + verdict + " known=" + known);
        }
        if (knownVersion < 0) {
            throw new InvalidValueException("must not be negative, knownVersion=" + knownVersion);
        }
    }
}
