package io.gossip;

import java.time.Instant;
import java.util.Optional;

/**
 * One node's value under one key. Immutable but for the value itself, if its type is not: it was decoded for this
 * record alone.
 *
 * @param id the node
 * @param generation life the value belongs to; {@link Generation#NONE} when nothing has been heard of the node
 * @param version the owner's version at which this was read, from 0
 * @param lastUpdate local time of the last publish or accepted sign of life, for display only
 * @param status local opinion
 * @param value the decoded value; empty for a node that has published nothing at all, and when decoding failed
 * @param decodeError why the bytes did not decode, if so
 * @param <T> type of the value
 */
public record NodeValue<T>(
        NodeId id,
        Generation generation,
        long version,
        Instant lastUpdate,
        NodeStatus status,
        Optional<T> value,
        Optional<CodecException> decodeError) {

    /**
     * @throws InvalidValueException when a component is null, the version negative, or there are both a value and an
     *     error
     */
    public NodeValue {
        Checks.notNull(id, "id");
        Checks.notNull(generation, "generation");
        Checks.inRange(version, 0, Long.MAX_VALUE, "version");
        Checks.notNull(lastUpdate, "lastUpdate");
        Checks.notNull(status, "status");
        Checks.notNull(value, "value");
        if (Checks.notNull(decodeError, "decodeError").isPresent() && value.isPresent()) {
            throw new InvalidValueException("both a value and a decode error, id='" + id + "' decodeError="
                    + decodeError.get().getMessage());
        }
    }
}
