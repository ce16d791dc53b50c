package io.gossip.core.shell;

import io.gossip.NodeId;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** What went wrong with listeners. The first failure is logged, all are counted. */
final class ListenerCounters {
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    void onDropped(final long count) {
        dropped.addAndGet(count);
    }

    void onFailure(final NodeId node, final Throwable cause) {
        if (failures.getAndIncrement() == 0) {
            System.getLogger("io.gossip")
                    .log(Level.WARNING, "a listener threw; further ones are only counted, nodeId=" + node, cause);
        }
    }

    void onRejected() {
        rejected.incrementAndGet();
    }

    long dropped() {
        return dropped.get();
    }

    long failures() {
        return failures.get();
    }

    long rejected() {
        return rejected.get();
    }
}
