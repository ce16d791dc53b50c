package io.gossip.testkit.transport;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting, and what ends it. */
abstract class WaitContract extends FlowContract {
    @ParameterizedTest
    @EnumSource
    public void shouldEndAWaitWhenAPacketArrives(final Lane lane) throws InterruptedException {
        assumeConcurrent();
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        final Thread sender = new Thread(() -> {
            a.send(lane, b, bytes(1, 10));
            TransportPeer.until(() -> !a.received().isEmpty(), a);
        });
        sender.start();
        while (b.received().isEmpty()) {
            b.transport().await(HOUR_NS);
            b.poll();
        }
        b.send(lane, a, bytes(2, 20));
        while (sender.isAlive()) {
            b.poll();
            sender.join(1);
        }
        assertEquals(1, a.received().size());
    }

    @Test
    public void shouldEndAWaitByWakeupFromAnotherThread() throws InterruptedException {
        assumeConcurrent();
        final TransportPeer a = peer();
        for (int i = 0; i < 50; i++) {
            final Thread other = new Thread(a.transport()::wakeup);
            other.start();
            a.transport().await(HOUR_NS);
            other.join();
        }
    }

    @Test
    public void shouldRememberAWakeupOverAPoll() {
        final TransportPeer a = peer();
        a.transport().wakeup();
        a.poll();
        a.transport().await(HOUR_NS);
        a.transport().wakeup();
        a.transport().wakeup();
        a.transport().await(HOUR_NS);
    }

    @Test
    public void shouldWaitOnceAWakeupIsUsedUp() {
        assumeConcurrent();
        final TransportPeer a = peer();
        a.transport().wakeup();
        a.transport().await(HOUR_NS);
        final long beginNs = System.nanoTime();
        int loops = 0;
        while (System.nanoTime() - beginNs < TimeUnit.MILLISECONDS.toNanos(200)) {
            a.transport().await(TimeUnit.MILLISECONDS.toNanos(100));
            a.poll();
            loops++;
        }
        assertTrue(loops <= 20, "does not block, loops=" + loops);
    }

    @Test
    public void shouldNotWaitWithoutTime() {
        final TransportPeer a = peer();
        a.transport().await(0);
        a.transport().await(-1);
        a.transport().await(Long.MIN_VALUE);
        a.transport().await(1);
    }

    @Test
    public void shouldNotWaitWhenInterrupted() {
        final TransportPeer a = peer();
        Thread.currentThread().interrupt();
        a.transport().await(HOUR_NS);
        assertTrue(Thread.interrupted());
        assertStillWorks(a);
    }

    @Test
    public void shouldStillWorkWhenDrivenByAnInterruptedThread() {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        Thread.currentThread().interrupt();
        try {
            for (final Lane lane : Lane.values()) {
                assertEquals(Transport.SENT, a.send(lane, b, bytes(1, 10)));
            }
            TransportPeer.until(() -> b.received().size() == 2, b, a);
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
