package io.gossip.sim.network;

import io.gossip.LifecycleException;
import io.gossip.sim.time.VirtualClock;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.TraceKind;
import io.gossip.spi.Arguments;

/**
 * Runs one life of a process in virtual time: when a packet has come, when its deadline is there, when it was woken up.
 * It can be frozen, as by SIGSTOP: then nothing of it runs while packets go on filling its socket buffer and its clock
 * goes on; and killed, as by SIGKILL.
 */
public final class ProcessRunner {
    /** Work takes time: what wants to run again at once runs that much later, so that virtual time always goes on. */
    private static final long SHORTEST_STEP_NS = 1_000;

    private static final long NOT_ARMED = Long.MAX_VALUE;

    private final VirtualNetwork network;
    private final VirtualTime time;
    private final VirtualTransport transport;
    private final VirtualClock clock;
    private final VirtualProcess process;
    private final Runnable timerEvent = this::onTimer;
    private long armedAtNs = NOT_ARMED;
    private boolean isPaused;
    private boolean isKilled;

    /**
     * @param network where the transport was opened
     * @param transport what the process talks through; closed by {@link #kill}
     * @param clock the clock of its machine
     * @param process what to run; not called before {@link #runNow} or an event
     */
    public ProcessRunner(
            final VirtualNetwork network,
            final VirtualTransport transport,
            final VirtualClock clock,
            final VirtualProcess process) {
        this.network = Arguments.notNull(network, "network");
        this.time = network.time();
        this.transport = Arguments.notNull(transport, "transport");
        this.clock = Arguments.notNull(clock, "clock");
        this.process = Arguments.notNull(process, "process");
        transport.onReady(this::runNow);
    }

    /** Runs the process once, now, and notes when it wants to run next. No effect while paused or after a kill. */
    public void runNow() {
        if (isPaused || isKilled) {
            return;
        }
        final int workCount = process.doWork(clock.monotonicNs());
        arm();
        if (workCount > 0 && transport.isReadable()) {
            armAt(time.nowNs() + SHORTEST_STEP_NS);
        }
    }

    /** @return whether it is frozen */
    public boolean isPaused() {
        return isPaused;
    }

    /** @return whether it was killed */
    public boolean isKilled() {
        return isKilled;
    }

    /**
     * Freezes the process.
     *
     * @throws LifecycleException when it is frozen already or was killed
     */
    public void pause() {
        requirePaused(false);
        isPaused = true;
        network.trace().note(TraceKind.PAUSED, transport.localAddress(), "");
    }

    /**
     * Lets the process go on, now.
     *
     * @throws LifecycleException when it is not frozen or was killed
     */
    public void resume() {
        requirePaused(true);
        isPaused = false;
        network.trace().note(TraceKind.RESUMED, transport.localAddress(), "");
        armAt(time.nowNs());
    }

    /** Ends the process without a word to it or from it, and closes its transport. */
    public void kill() {
        isKilled = true;
        transport.close();
    }

    private void requirePaused(final boolean expected) {
        if (isKilled || isPaused != expected) {
            throw new LifecycleException("process is " + (isKilled ? "killed" : isPaused ? "paused" : "not paused")
                    + ", address=" + transport.localAddress());
        }
    }

    private void arm() {
        final long deadlineNs = process.nextDeadlineNs();
        if (deadlineNs != Long.MAX_VALUE) {
            armAt(Math.max(clock.toVirtualNs(deadlineNs), time.nowNs() + SHORTEST_STEP_NS));
        }
    }

    /** A later deadline than the armed one is noticed when that fires: most deadlines only move back. */
    private void armAt(final long atNs) {
        if (atNs < armedAtNs) {
            armedAtNs = atNs;
            time.schedule(atNs, timerEvent);
        }
    }

    private void onTimer() {
        if (isKilled || time.nowNs() != armedAtNs) {
            return;
        }
        armedAtNs = NOT_ARMED;
        runNow();
    }
}
