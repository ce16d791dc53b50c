package io.gossip.bench.report;

import io.gossip.NodeId;
import io.gossip.bench.workload.FilledStore;
import io.gossip.bench.workload.Workload;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;

/**
 * What one more owner at rest costs, with 8 keys of 8 bytes and values of 64.
 *
 * @param owners over which the mean was taken
 * @param heapBytes per owner, its id included
 * @param directBytes per owner, outside the heap: what was taken from the system, unused ends included
 * @param payloadBytes per owner: its keys and values, contained in the bytes outside the heap
 */
public record Footprint(int owners, long heapBytes, long directBytes, long payloadBytes) {
    private static final int COLLECTIONS = 3;

    /**
     * Measures it by filling a store and looking at the memory of this process before and after; nothing else may run
     * in it meanwhile.
     */
    public static Footprint measure(final int owners) {
        final FilledStore classesAreLoadedBefore = new FilledStore(Workload.owners(1));
        final long heapBefore = heap();
        final long directBefore = direct();
        final NodeId[] ids = Workload.owners(owners);
        final FilledStore store = new FilledStore(ids);
        final long directAfter = direct();
        final long heapAfter = heap();
        Reference.reachabilityFence(store);
        Reference.reachabilityFence(classesAreLoadedBefore);
        return new Footprint(
                owners,
                (heapAfter - heapBefore) / owners,
                (directAfter - directBefore) / owners,
                (long) Workload.KEYS * (Workload.KEY_LENGTH + Workload.VALUE_LENGTH));
    }

    /** @return all bytes per owner beside its keys and values */
    public long overheadBytes() {
        return heapBytes + directBytes - payloadBytes;
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
