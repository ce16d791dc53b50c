package io.gossip.core.shell;

import io.gossip.ClusterView;
import io.gossip.NodeStatus;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until the node has a status, or its run is over: each look is preceded by a count of events, each wait ended by
 * the next event, so that no change is missed between the two. One thread.
 */
final class StatusWait implements BooleanSupplier, Driver.Sleep {
    private final Run run;
    private final Supplier<ClusterView> view;
    private final EventDispatch events;
    private final NodeStatus wanted;
    private long seen;

    StatusWait(final Run run, final Supplier<ClusterView> view, final EventDispatch events, final NodeStatus wanted) {
        this.run = run;
        this.view = view;
        this.events = events;
        this.wanted = wanted;
    }

    @Override
    public boolean getAsBoolean() {
        seen = events.arrivals();
        return run.hasEnded() || view.get().selfStatus() == wanted;
    }

    @Override
    public void sleep(final long ns) throws InterruptedException {
        events.awaitArrivalAfter(seen, ns);
    }
}
