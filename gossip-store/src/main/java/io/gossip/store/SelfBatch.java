package io.gossip.store;

import io.gossip.Batch;
import io.gossip.InvalidValueException;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the writes of one batch, the last of each key. Confined to the thread that runs the batch. */
final class SelfBatch implements Batch {
    private final StoreLimits limits;
    private final Map<StoreKey<?>, SelfWrite> writes = new LinkedHashMap<>();
    private boolean isOver;

    SelfBatch(final StoreLimits limits) {
        this.limits = limits;
    }

    @Override
    public <T> Batch put(final StoreKey<T> key, final T value) {
        return add(SelfWrite.put(key, value, 0, limits));
    }

    @Override
    public <T> Batch put(final StoreKey<T> key, final T value, final Duration ttl) {
        return add(SelfWrite.put(key, value, Arguments.ttlNs(ttl), limits));
    }

    @Override
    public Batch remove(final StoreKey<?> key) {
        return add(SelfWrite.remove(key, limits));
    }

    private Batch add(final SelfWrite write) {
        if (isOver) {
            throw new InvalidValueException("batch is over, key=" + write.key());
        }
        writes.remove(write.key()); // so that versions follow the order of the last writes
        writes.put(write.key(), write);
        return this;
    }

    /** @return the writes in order; the batch takes no more */
    List<SelfWrite> end() {
        isOver = true;
        return List.copyOf(writes.values());
    }
}
