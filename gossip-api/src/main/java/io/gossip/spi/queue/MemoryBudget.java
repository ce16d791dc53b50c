package io.gossip.spi.queue;

/** Bytes that several queues may hold together. One thread. */
public final class MemoryBudget {
    private final long limit;
    private long used;

    /** @param limit bytes */
    public MemoryBudget(final long limit) {
        this.limit = limit;
    }

    boolean tryTake(final long bytes) {
        if (bytes > limit - used) {
            return false;
        }
        used += bytes;
        return true;
    }

    void giveBack(final long bytes) {
        used -= bytes;
    }

    /** @return bytes held now */
    public long used() {
        return used;
    }
}
