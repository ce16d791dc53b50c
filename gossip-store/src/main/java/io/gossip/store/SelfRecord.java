package io.gossip.store;

import io.gossip.Batch;
import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * This node's own record. Writers on any thread build the next view from the present one and publish it by
 * compare-and-set: lock-free, some writer always succeeds, and neither readers nor the merging thread ever wait. All of
 * a batch is in one view, so there is nothing in between to see. Values are encoded once, before the first try.
 */
final class SelfRecord implements OwnerRecord, SelfWriter {
    private static final Entry[] NONE = {};

    private final NodeId id;
    private final long ownerHash;
    private final StoreLimits limits;
    private final SelfRules rules;
    private final AtomicReference<View> view;

    SelfRecord(
            final NodeId id, final long ownerHash, final StoreLimits limits, final SelfRules rules, final View first) {
        this.id = id;
        this.ownerHash = ownerHash;
        this.limits = limits;
        this.rules = rules;
        this.view = new AtomicReference<>(first);
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public long ownerHash() {
        return ownerHash;
    }

    @Override
    public View view() {
        return view.get();
    }

    @Override
    public <T> void put(final StoreKey<T> key, final T value) {
        publish(List.of(SelfWrite.put(key, value, limits.maxValueLength())));
    }

    @Override
    public boolean remove(final StoreKey<?> key) {
        return publish(List.of(SelfWrite.remove(key)));
    }

    @Override
    public void batch(final Consumer<Batch> writes) {
        Arguments.notNull(writes, "writes");
        final SelfBatch batch = new SelfBatch(limits.maxValueLength());
        try {
            writes.accept(batch);
        } finally {
            batch.end();
        }
        publish(batch.end());
    }

    private boolean publish(final List<SelfWrite> writes) {
        return publish(now -> {
            final Entry[] numbered = number(writes, now);
            return numbered.length == 0 ? now : withinLimit(now.with(now.version() + numbered.length, numbered));
        });
    }

    /** @return whether the step gave another view, which is the visible one now */
    private boolean publish(final UnaryOperator<View> step) {
        while (true) {
            final View now = view.get();
            final View next = step.apply(now);
            if (next == now) {
                return false;
            }
            if (view.compareAndSet(now, next)) {
                return true;
            }
        }
    }

    /** Deleting what is not there is no write. */
    private static Entry[] number(final List<SelfWrite> writes, final View now) {
        final List<Entry> numbered = new ArrayList<>(writes.size());
        for (final SelfWrite write : writes) {
            if (!write.isRemoval() || now.value(write.key()) != null) {
                numbered.add(write.at(now.version() + numbered.size() + 1));
            }
        }
        return numbered.toArray(NONE);
    }

    private View withinLimit(final View next) {
        if (next.keyCount() > limits.maxKeysPerOwner()) {
            throw new LimitExceededException("too many keys, values and tombstones, keys=" + next.keyCount()
                    + " maxKeysPerOwner=" + limits.maxKeysPerOwner());
        }
        return next;
    }

    @Override
    public Generation generation() {
        return view.get().generation();
    }

    @Override
    public long version() {
        return view.get().version();
    }

    @Override
    public boolean hasTombstoneUpTo(final long version) {
        for (final Entry entry : view.get().byVersion()) {
            if (entry.version() > version) {
                return false;
            }
            if (entry.isTombstone()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean purge(final long upToVersion) {
        return publish(now -> {
            Arguments.inRange(upToVersion, 1, now.version(), "upToVersion");
            final long version = now.version() + 1;
            return rules.isPurgeForward(now, upToVersion)
                    ? now.with(version, new Entry[] {Entry.purge(version, upToVersion)})
                    : now;
        });
    }

    @Override
    public void relive(final Generation next) {
        Arguments.notNull(next, "next");
        publish(now -> {
            if (now.compareLife(next.counter(), next.nonce()) >= 0) {
                throw new InvalidValueException(
                        "not above the present life, next=" + next + " present=" + now.generation());
            }
            return rules.republish(now, next);
        });
    }

    @Override
    public boolean isOutbidBy(final long counter, final long nonce, final long version) {
        final View own = view.get();
        if (counter < 0 || version < 0 || rules.isCounterUnbelievable(own, counter)) {
            return false;
        }
        return rules.isHigherLife(own, counter, nonce) || rules.isHigherVersion(own, counter, nonce, version);
    }
}
