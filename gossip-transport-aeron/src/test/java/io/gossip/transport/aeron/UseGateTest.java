package io.gossip.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UseGateTest {
    private final AtomicInteger releases = new AtomicInteger();
    private final UseGate gate = new UseGate(releases::incrementAndGet);

    @Test
    void shouldReleaseAtOnceWhenNobodyIsInside() {
        gate.close();
        assertEquals(1, releases.get());
        assertTrue(gate.isClosed());
        assertFalse(gate.tryEnter());
        gate.close();
        assertEquals(1, releases.get());
    }

    @Test
    void shouldReleaseWhenTheLastOneInsideLeaves() {
        assertTrue(gate.tryEnter());
        assertTrue(gate.tryEnter());
        gate.close();
        assertFalse(gate.tryEnter(), "a handler that closed sends no more");
        gate.leave();
        assertEquals(0, releases.get());
        gate.leave();
        assertEquals(1, releases.get());
    }

    /** Whatever the interleaving: never inside after the release, and one release. */
    @Test
    void shouldNeverReleaseUnderTheDrivingThread() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            final AtomicBoolean isInside = new AtomicBoolean();
            final AtomicBoolean isBreached = new AtomicBoolean();
            final AtomicInteger released = new AtomicInteger();
            final UseGate raced = new UseGate(() -> {
                isBreached.compareAndSet(false, isInside.get());
                released.incrementAndGet();
            });
            final Thread closer = new Thread(raced::close);
            closer.start();
            while (raced.tryEnter()) {
                isInside.set(true);
                isBreached.compareAndSet(false, released.get() > 0);
                isInside.set(false);
                raced.leave();
            }
            closer.join();
            assertFalse(isBreached.get());
            assertEquals(1, released.get());
        }
    }
}
