package io.gossip.store;

import io.gossip.Batch;
import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.spi.NioBuffer;
import io.gossip.store.memory.Memory;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * This node's own record. Writers on any thread take turns: each builds the next view from the present one and makes it
 * visible by one store, so that all of a batch appears at once. Values are encoded before the turn. Readers never wait
 * for a writer, and neither does the merging thread: what that wants to write, it tries.
 *
 * <p><b>The pin.</b> The merging thread cuts chunks from the visible view while writers go on and use memory again. It
 * pins the view it looks at: stores its address, and then looks whether that view is still visible. A writer makes the
 * next view visible, and then looks at the pin; a pinned view is put aside and freed later. A full fence stands between
 * the two steps of both, so at least one of them sees the other. At most one view is put aside, since there is one pin.
 */
final class SelfRecord extends OwnerRecord implements SelfWriter {
    private static final long RETRY_NS = 1_000_000;
    /** Until the merging thread tries again when there is no memory for what it wants to write. */
    private static final long NO_ROOM_RETRY_NS = 1_000_000_000;

    private final StoreLimits limits;
    private final SelfRules rules;
    private final ReentrantLock turn = new ReentrantLock();

    // In turn.
    private final Writes writes;
    private final ViewBuilder builder = new ViewBuilder();
    private final View present = new View();
    private final Expiries expiries = new Expiries();
    private long aside = Memory.NONE;

    // Of the merging thread.
    private final View pinnedView = new View();

    // Written by the merging thread, read in turn.
    private volatile long pinned = Memory.NONE;

    /** @param image its first state: a life, and possibly its writes so far, as a complete chunk from nothing */
    SelfRecord(
            final NodeId id,
            final long ownerHash,
            final StoreLimits limits,
            final SelfRules rules,
            final SlotHash slotHash,
            final ChunkSource image) {
        super(id, ownerHash, new Memory(limits.maxMemory()));
        this.limits = limits;
        this.rules = rules;
        this.writes = new Writes(slotHash);
        if (!ChunkEntries.read(image, limits, writes)) {
            throw new InvalidValueException("no sound image of this node's record, image=" + image);
        }
        builder.plan(memory(), Memory.NONE, writes, true);
        publish(image.counter(), image.nonce(), image.toVersion());
    }

    @Override
    public <T> void put(final StoreKey<T> key, final T value) {
        publish(List.of(SelfWrite.put(key, value, 0, limits)));
    }

    @Override
    public <T> void put(final StoreKey<T> key, final T value, final Duration ttl) {
        publish(List.of(SelfWrite.put(key, value, Arguments.ttlNs(ttl), limits)));
    }

    @Override
    public boolean remove(final StoreKey<?> key) {
        return publish(List.of(SelfWrite.remove(key, limits)));
    }

    @Override
    public void batch(final Consumer<Batch> consumer) {
        Arguments.notNull(consumer, "writes");
        final SelfBatch batch = new SelfBatch(limits);
        try {
            consumer.accept(batch);
        } finally {
            batch.end();
        }
        publish(batch.end());
    }

    private boolean publish(final List<SelfWrite> unnumbered) {
        turn.lock();
        try {
            return publishInTurn(unnumbered);
        } finally {
            turn.unlock();
        }
    }

    private boolean publishInTurn(final List<SelfWrite> unnumbered) {
        try {
            showPresent();
            number(unnumbered);
            if (writes.end() == 0) {
                return false;
            }
            append();
            unnumbered.forEach(write -> expiries.onWrite(write.key(), write.ttlNs()));
            return true;
        } finally {
            writes.clear();
        }
    }

    @Override
    public long expire(final long nowNs) {
        if (!turn.tryLock()) {
            return RETRY_NS;
        }
        try {
            final List<StoreKey<?>> due = expiries.due(nowNs);
            if (!due.isEmpty()) {
                publishInTurn(
                        due.stream().map(key -> SelfWrite.remove(key, limits)).toList());
            }
            return expiries.leftNs(nowNs);
        } catch (final LimitExceededException e) {
            return NO_ROOM_RETRY_NS;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean limitTime(final StoreKey<?> key, final long leftNs) {
        Arguments.notNull(key, "key");
        final long ttlNs = Arguments.ttlNs(leftNs);
        turn.lock();
        try {
            showPresent();
            writes.clear();
            SelfWrite.remove(key, limits).addTo(writes, 1); // only to be looked for
            final boolean isThere = isLive(writes.findIn(present, 0, 0));
            if (isThere) {
                expiries.onWrite(key, ttlNs);
            }
            return isThere;
        } finally {
            writes.clear();
            turn.unlock();
        }
    }

    @Override
    public void forEachTimeLeft(final long nowNs, final TimeLeftVisitor visitor) {
        Arguments.notNull(visitor, "visitor");
        turn.lock();
        try {
            expiries.forEach(nowNs, visitor);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <T> T inTurn(final Supplier<T> look) {
        Arguments.notNull(look, "look");
        turn.lock();
        try {
            return look.get();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public long expiryChanges() {
        return expiries.changes();
    }

    private void showPresent() {
        present.wrap(memory(), address());
    }

    /** Deleting what is not there is no write. */
    private void number(final List<SelfWrite> unnumbered) {
        writes.clear();
        long version = present.version();
        for (final SelfWrite write : unnumbered) {
            write.addTo(writes, version + 1);
            if (write.isRemoval() && !isLive(writes.findIn(present, writes.end() - 1, 0))) {
                writes.removeLast();
            } else {
                version++;
            }
        }
    }

    private boolean isLive(final int row) {
        return row >= 0 && present.isValue(row);
    }

    /** Publishes the numbered writes on top of the present view. */
    private void append() {
        builder.plan(memory(), address(), writes, true);
        if (builder.keyCount() > limits.maxKeysPerOwner()) {
            throw new LimitExceededException("too many keys, values and tombstones, keys=" + builder.keyCount()
                    + " maxKeysPerOwner=" + limits.maxKeysPerOwner());
        }
        publish(present.counter(), present.nonce(), writes.version(writes.end() - 1));
    }

    /** Publishes what the builder planned. */
    private void publish(final long counter, final long nonce, final long version) {
        final long next = builder.build(memory(), counter, nonce, version);
        if (next == Memory.NONE) {
            throw new LimitExceededException(
                    "too much memory, length=" + builder.length() + " maxMemory=" + limits.maxMemory());
        }
        final long before = address();
        rules.beforePublish();
        makeVisible(next);
        VarHandle.fullFence(); // the pin is looked at after the publish
        if (before != Memory.NONE) {
            freeUnlessPinned(before);
        }
    }

    private void freeUnlessPinned(final long before) {
        final long pin = pinned;
        if (aside != Memory.NONE && aside != pin) {
            memory().free(aside);
            aside = Memory.NONE;
        }
        if (before == pin) {
            aside = before; // the place is free: what was aside until now cannot be pinned too
        } else {
            memory().free(before);
        }
    }

    @Override
    boolean show(final View view) {
        return view.wrap(memory(), pin());
    }

    /** @return address of the visible view, which stays as it is until the next call; merging thread */
    private long pin() {
        while (true) {
            final long number = number();
            final long address = address(number);
            if (address == pinned) {
                return address; // never freed while pinned, so it is the same view
            }
            pinned = address;
            VarHandle.fullFence(); // the number is looked at after the pin
            if (isStill(number)) {
                return address;
            }
        }
    }

    @Override
    public Generation generation() {
        while (true) {
            final long number = number();
            final long counter = headerOf(number, ViewDescriptor.COUNTER_OFFSET);
            final long nonce = headerOf(number, ViewDescriptor.NONCE_OFFSET);
            if (isStill(number)) {
                return new Generation(counter, nonce);
            }
        }
    }

    @Override
    public long version() {
        while (true) {
            final long number = number();
            final long version = headerOf(number, ViewDescriptor.VERSION_OFFSET);
            if (isStill(number)) {
                return version;
            }
        }
    }

    private long headerOf(final long number, final int offset) {
        final long address = address(number);
        final NioBuffer buffer = memory().buffer(address);
        // The address may be of a publish after the one whose number was seen, and its segment not be seen yet.
        return buffer == null ? 0 : buffer.getLong(Memory.offset(address) + offset);
    }

    @Override
    public boolean hasTombstoneUpTo(final long version) {
        show(pinnedView);
        for (int row = 0; row < pinnedView.count() && pinnedView.rowVersion(row) <= version; row++) {
            if (pinnedView.isTombstone(row)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean tryPurge(final long upToVersion) {
        Arguments.inRange(upToVersion, 1, version(), "upToVersion");
        if (!turn.tryLock()) {
            return false;
        }
        try {
            showPresent();
            if (!rules.isPurgeForward(present, upToVersion)) {
                return false;
            }
            writes.clear();
            Entry.purge(present.version() + 1, upToVersion).addTo(writes);
            append();
            return true;
        } catch (final LimitExceededException e) {
            return false;
        } finally {
            writes.clear();
            turn.unlock();
        }
    }

    @Override
    public void relive(final Generation next) {
        Arguments.notNull(next, "next");
        turn.lock();
        try {
            begin(next);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean tryRelive(final Generation next) {
        Arguments.notNull(next, "next");
        if (!turn.tryLock()) {
            return false;
        }
        try {
            begin(next);
            return true;
        } catch (final LimitExceededException e) {
            return false;
        } finally {
            turn.unlock();
        }
    }

    private void begin(final Generation next) {
        showPresent();
        if (present.compareLife(next.counter(), next.nonce()) >= 0) {
            throw new InvalidValueException(
                    "not above the present life, next=" + next + " present=" + present.generation());
        }
        writes.clear();
        try {
            rules.republish(present, writes);
            builder.plan(memory(), Memory.NONE, writes, true);
            publish(next.counter(), next.nonce(), writes.end());
        } finally {
            writes.clear();
        }
    }

    @Override
    public boolean isOutbidBy(final long counter, final long nonce, final long version) {
        show(pinnedView);
        if (counter < 0 || version < 0 || rules.isCounterUnbelievable(pinnedView, counter)) {
            return false;
        }
        return rules.isHigherLife(pinnedView, counter, nonce)
                || rules.isHigherVersion(pinnedView, counter, nonce, version);
    }
}
