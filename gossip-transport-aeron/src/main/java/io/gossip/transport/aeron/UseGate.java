package io.gossip.transport.aeron;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps what a closer releases from being released under the driving thread's hands: memory that Aeron maps is gone at once
 * when it is closed.
 *
 * <p>Assumption: one thread at a time enters and leaves. Guarantee: the release runs once, on the closer's thread when nobody
 * is inside, else on the driving thread when it leaves; after a close nobody enters. Nobody waits.
 */
final class UseGate {
    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int CLOSING = 2;
    private static final int CLOSED = 3;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final Runnable release;
    /** Of the driving thread only; handed from one to the next by the state. */
    private int depth;

    UseGate(final Runnable release) {
        this.release = release;
    }

    /** @return false when closed; else {@link #leave} must follow. A handler that is called inside may enter again */
    boolean tryEnter() {
        if (depth > 0 ? state.get() != BUSY : !state.compareAndSet(IDLE, BUSY)) {
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
        if (depth == 0 && !state.compareAndSet(BUSY, IDLE)) {
            state.set(CLOSED);
            release.run();
        }
    }

    /** Any thread, also inside. */
    void close() {
        while (!isClosed()) {
            if (state.compareAndSet(IDLE, CLOSED)) {
                release.run();
            } else {
                state.compareAndSet(BUSY, CLOSING);
            }
        }
    }

    boolean isClosed() {
        return state.get() >= CLOSING;
    }
}
