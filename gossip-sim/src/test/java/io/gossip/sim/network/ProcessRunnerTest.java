package io.gossip.sim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.LifecycleException;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProcessRunnerTest {
    private static final long MS = 1_000_000;

    private final TestNetwork net = new TestNetwork(1);
    private final TestNetwork.Node a = net.open(1);
    private final TestNetwork.Node b = net.open(2);

    @Test
    void shouldRunAtTheDeadlineInTheProcessOwnTimeWhenItNamesOne() {
        a.deadlineNs = 5 * MS;
        a.runner.runNow();
        net.runMs(20);
        assertEquals(List.of(0L, 5 * MS), a.runs);
    }

    @Test
    void shouldRunAtTheEarlierDeadlineWhenItMovesForward() {
        a.deadlineNs = 50 * MS;
        a.runner.runNow();
        net.runMs(1);
        a.deadlineNs = 3 * MS;
        a.runner.runNow();
        net.runMs(10);
        assertEquals(List.of(0L, MS, 3 * MS), a.runs);
    }

    @Test
    void shouldRunAtTheLaterDeadlineWhenItMovesBack() {
        a.deadlineNs = 2 * MS;
        a.runner.runNow();
        a.deadlineNs = 9 * MS;
        a.runner.runNow();
        net.runMs(100);
        // In between it runs once for nothing: that is cheaper than finding and moving the armed event.
        assertEquals(List.of(0L, 0L, 2 * MS, 9 * MS), a.runs);
    }

    @Test
    void shouldLetTimeGoOnWhenADeadlineIsAlwaysInThePast() {
        final VirtualProcess hasty = new VirtualProcess() {
            @Override
            public int doWork(final long nowNs) {
                return 1;
            }

            @Override
            public long nextDeadlineNs() {
                return Long.MIN_VALUE / 2;
            }
        };
        final VirtualTransport transport = net.network.open(TestNetwork.address(9));
        new ProcessRunner(net.network, transport, new io.gossip.sim.time.VirtualClock(net.time, 0), hasty).runNow();
        net.runMs(1);
        assertEquals(MS, net.time.elapsedNs());
        assertEquals(1_000, net.time.executed());
    }

    @Test
    void shouldPollEverythingWhenMoreArrivesThanOneRunTakes() {
        for (int i = 0; i < 35; i++) {
            b.send(a, i);
        }
        a.runner.pause();
        net.runMs(10);
        a.runner.resume();
        net.runMs(1);
        assertEquals(LongStream.range(0, 35).boxed().toList(), a.numbers());
        assertEquals(4, a.runs.size());
    }

    @Test
    void shouldRunWhenWokenUp() {
        a.transport.wakeup();
        net.runMs(1);
        assertEquals(List.of(0L), a.runs);
    }

    @Test
    void shouldKeepPacketsUpToTheBoundAndItsClockWhenPaused() {
        a.deadlineNs = 3 * MS;
        a.runner.runNow();
        a.runner.pause();
        for (int i = 0; i < 300; i++) {
            assertEquals(Transport.SENT, b.send(a, i));
        }
        net.runMs(50);
        assertEquals(List.of(0L), a.runs, "frozen: no packet and no deadline runs it");
        assertEquals(44, net.network.traffic(b.address(), Lane.BEST_EFFORT).packetsDropped());

        a.runner.resume();
        net.runMs(1);
        assertEquals(LongStream.range(0, 256).boxed().toList(), a.numbers());
        assertEquals(50 * MS, a.runs.get(1));
    }

    @Test
    void shouldStopForGoodWhenKilled() {
        a.deadlineNs = 3 * MS;
        a.runner.runNow();
        b.send(a, 1);
        a.transport.wakeup();
        a.runner.kill();
        net.runMs(50);
        a.runner.runNow();
        assertEquals(List.of(0L), a.runs);
        assertTrue(a.runner.isKilled());
        assertTrue(a.transport.isClosed());
        assertEquals(1, net.network.traffic(b.address(), Lane.BEST_EFFORT).packetsDropped());
    }

    @Test
    void shouldRefuseWhenPausedTwiceOrResumedUnpausedOrDead() {
        assertThrows(LifecycleException.class, a.runner::resume);
        a.runner.pause();
        assertTrue(a.runner.isPaused());
        assertTrue(assertThrows(LifecycleException.class, a.runner::pause)
                .getMessage()
                .contains("process is paused, address=10.0.0.1:7946"));
        a.runner.resume();
        assertFalse(a.runner.isPaused());
        a.runner.kill();
        assertThrows(LifecycleException.class, a.runner::pause);
        assertThrows(LifecycleException.class, a.runner::resume);
    }
}
