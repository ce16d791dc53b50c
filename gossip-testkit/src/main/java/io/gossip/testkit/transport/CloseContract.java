package io.gossip.testkit.transport;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing at any moment, from anywhere. */
abstract class CloseContract extends WaitContract {
    @Test
    public void shouldEndAWaitByCloseFromAnotherThread() throws InterruptedException {
        assumeConcurrent();
        for (int i = 0; i < 20; i++) {
            final TransportPeer a = peer();
            final Thread other = new Thread(a::close);
            other.start();
            a.transport().await(HOUR_NS);
            other.join();
            assertClosed(a);
        }
    }

    @ParameterizedTest
    @EnumSource
    public void shouldCloseFromTheCallback(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        for (int i = 0; i < 10; i++) {
            a.send(lane, b, bytes(i, 10));
        }
        final int[] handedOver = new int[1];
        TransportPeer.until(
                () -> {
                    b.transport()
                            .poll(
                                    (l, source, buffer, offset, length) -> {
                                        handedOver[0]++;
                                        b.close();
                                    },
                                    10);
                    return handedOver[0] > 0;
                },
                a);
        assertEquals(1, handedOver[0], "nothing comes after the close");
        assertClosed(b);
    }

    @Test
    public void shouldCloseWhileOthersUseIt() throws InterruptedException {
        assumeConcurrent();
        for (int round = 0; round < 30; round++) {
            final TransportPeer a = peer();
            final TransportPeer b = peer();
            final List<Throwable> thrown = new ArrayList<>();
            final Thread driver = new Thread(() -> {
                while (a.send(Lane.RELIABLE, b, bytes(1, 10_000)) != Transport.CLOSED) {
                    a.send(Lane.BEST_EFFORT, a, bytes(1, 10));
                    a.poll();
                    a.transport().await(1);
                }
            });
            driver.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            driver.start();
            final int received = round;
            TransportPeer.until(() -> b.received().size() >= received, b);
            a.close();
            driver.join();
            assertEquals(List.of(), thrown);
            assertClosed(a);
            b.close();
        }
    }

    private static void assertClosed(final TransportPeer peer) {
        for (final Lane lane : Lane.values()) {
            assertEquals(Transport.CLOSED, peer.send(lane, peer, new byte[1]));
            assertEquals(Transport.CLOSED, peer.send(lane, peer, new byte[limit(peer, lane) + 1]));
        }
        assertEquals(0, peer.poll());
        peer.transport().await(HOUR_NS);
        peer.transport().wakeup();
        peer.close();
        assertFalse(peer.address().host().isEmpty());
    }
}
