package io.gossip.core.shell;

import java.util.function.BooleanSupplier;

/**
 * Waits until a condition holds, or the run is over: each look is preceded by a count of what happened, each wait ended
 * by the next thing that happens, so that no change is missed between the two. One thread.
 */
final class ConditionWait implements BooleanSupplier, Driver.Sleep, AutoCloseable {
    private final Run run;
    private final EventDispatch events;
    private final BooleanSupplier condition;
    private boolean holds;
    private long seen;

    /** Registers the waiter, until it is closed. */
    ConditionWait(final Run run, final EventDispatch events, final BooleanSupplier condition) {
        this.run = run;
        this.events = events;
        this.condition = condition;
        events.onWaiter(1);
    }

    /** @return whether there is nothing left to wait for */
    @Override
    public boolean getAsBoolean() {
        seen = events.arrivals();
        final boolean isOver = run.hasEnded();
        holds = condition.getAsBoolean();
        return holds || isOver;
    }

    /** @return whether the condition held at the last look */
    boolean holds() {
        return holds;
    }

    @Override
    public void sleep(final long ns) throws InterruptedException {
        events.awaitArrivalAfter(seen, ns);
    }

    @Override
    public void close() {
        events.onWaiter(-1);
    }
}
