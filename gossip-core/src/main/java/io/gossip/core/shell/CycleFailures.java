package io.gossip.core.shell;

import io.gossip.NodeId;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Counts duty cycles that threw, which is a bug here, in a transport or in a user's quorum provider; the node goes on.
 * The first is logged. Any thread.
 */
final class CycleFailures implements ErrorHandler {
    private final NodeId node;
    private final AtomicLong count = new AtomicLong();

    CycleFailures(final NodeId node) {
        this.node = node;
    }

    /** What ends a thread on purpose is no failure. */
    @Override
    public void onError(final Throwable cause) {
        if (!(cause instanceof AgentTerminationException)) {
            onFailure(cause);
        }
    }

    void onFailure(final Throwable cause) {
        if (count.getAndIncrement() == 0) {
            // Not looked up before there is something to log: that alone is a tenth of a small node's start-up.
            System.getLogger("io.gossip")
                    .log(Level.ERROR, "a duty cycle failed; further ones are only counted, nodeId=" + node, cause);
        }
    }

    long count() {
        return count.get();
    }
}
