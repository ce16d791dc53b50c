package io.gossip;

import java.time.Duration;

/**
 * Writes that become visible together, here and on every peer: no reader ever sees some of them. Valid only inside the
 * call that handed it out. Later writes of one key replace earlier ones of the same batch.
 */
public interface Batch {
    /**
     * @param key the key
     * @param value its value, not null
     * @param <T> type of the value
     * @return this
     * @throws InvalidValueException when an argument is null or the batch is over
     * @throws LimitExceededException when the encoded value is longer than the limit
     */
    <T> Batch put(StoreKey<T> key, T value);

    /**
     * @param key the key
     * @param value its value, not null
     * @param ttl time after which this node deletes it, as in {@link GossipStore#updateSelf(StoreKey, Object, Duration)}
     * @param <T> type of the value
     * @return this
     * @throws InvalidValueException when an argument is null, the time out of range, or the batch is over
     * @throws LimitExceededException when the encoded value is longer than the limit
     */
    <T> Batch put(StoreKey<T> key, T value, Duration ttl);

    /**
     * @param key the key to delete; no effect when this node has no such key
     * @return this
     * @throws InvalidValueException when the key is null or the batch is over
     */
    Batch remove(StoreKey<?> key);
}
