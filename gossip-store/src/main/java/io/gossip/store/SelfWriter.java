package io.gossip.store;

import io.gossip.Batch;
import io.gossip.Generation;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes this node's own record. Any thread, where nothing else is said; a write is visible to every reader at return.
 * Writers take turns, and wait for each other while a view is copied; the merging thread and readers never wait for them.
 * Validation comes first: a call that throws has changed nothing.
 */
public interface SelfWriter {
    /**
     * @throws io.gossip.InvalidValueException when an argument is null
     * @throws io.gossip.LimitExceededException when the value is too long, or values and tombstones are too many
     */
    <T> void put(StoreKey<T> key, T value);

    /**
     * Writes a value that this node deletes by itself after a time.
     *
     * @param ttl 1 millisecond to 3,650 days; counted from the next {@link #expire} on, until another write of the key
     * @throws io.gossip.InvalidValueException when an argument is null or the time out of range
     * @throws io.gossip.LimitExceededException when the value is too long, or values and tombstones are too many
     */
    <T> void put(StoreKey<T> key, T value, Duration ttl);

    /**
     * Deletes what is over its time, in one publish. Merging thread; never waits.
     *
     * @return nanoseconds until it is to be called again, soon when another write is under way, a second when there is no
     *     memory for the deletion now; {@link Long#MAX_VALUE}
     *     when there is nothing to wait for
     */
    long expire(long nowNs);

    /**
     * Gives a value that is there a time to live, without writing it: one that was restored.
     *
     * @param leftNs 1 to 3,650 days; counted from the next {@link #expire} on, until another write of the key
     * @return whether there is such a value; if not, nothing has happened
     * @throws io.gossip.InvalidValueException when the key is null or the time out of range
     */
    boolean limitTime(StoreKey<?> key, long leftNs);

    /**
     * Waits for its turn. What is left of times that no {@link #expire} has seen yet is all of them.
     *
     * @param nowNs in the time of {@link #expire}
     * @param visitor called for each key that has a time to live
     */
    void forEachTimeLeft(long nowNs, TimeLeftVisitor visitor);

    /**
     * Waits for its turn and keeps it: what a look reads of this record, and of its times to live, is one state. Writers wait
     * for it as they wait for each other, so it is to copy and nothing else.
     *
     * @return what the look returned
     */
    <T> T inTurn(Supplier<T> look);

    /** @return rises with every write that has a time to live: then {@link #expire} is to be called */
    long expiryChanges();

    /**
     * @return whether there was a live value; without one nothing is written
     * @throws io.gossip.InvalidValueException when the key is null
     */
    boolean remove(StoreKey<?> key);

    /**
     * One publish for all writes of the batch; without any nothing is written. The last write of each key counts.
     *
     * @param writes called once, on this thread; when it throws, nothing is written
     * @throws io.gossip.InvalidValueException when it is null
     * @throws io.gossip.LimitExceededException when there would be too many keys
     */
    void batch(Consumer<Batch> writes);

    /** @return the present life */
    Generation generation();

    /** @return number of the last write of the present life, 0 before the first */
    long version();

    /**
     * Whether a purge up to a version would do something. An owner notes its {@link #version} now and after the grace
     * time asks this with the number it noted. Merging thread.
     *
     * @param version any number
     * @return whether there is a tombstone of that version or below
     */
    boolean hasTombstoneUpTo(long version);

    /**
     * The owner's purge: a numbered write after which tombstones of version {@code upToVersion} and below are gone,
     * here at once and on every replica that sees it. Only the owner purges. Never waits: for the merging thread.
     *
     * @param upToVersion 1 to {@link #version}; nothing is written when a purge went as far already
     * @return whether anything was written; false also when another write is under way: try again
     * @throws io.gossip.InvalidValueException when out of range
     */
    boolean tryPurge(long upToVersion);

    /**
     * Starts a new life that republishes the live keys as writes 1..n, in one publish.
     *
     * @param next above the present life
     * @throws io.gossip.InvalidValueException when it is not
     */
    void relive(Generation next);

    /**
     * The same without waiting for other writers: for the merging thread.
     *
     * @return false when another write is under way: nothing has happened, try again
     */
    boolean tryRelive(Generation next);

    /**
     * Whether a claim about this node is ahead of it (G'): a higher life, or a higher version of the present one, and
     * not so far ahead that following it would burn the counter (J). Merging thread.
     */
    boolean isOutbidBy(long counter, long nonce, long version);
}
