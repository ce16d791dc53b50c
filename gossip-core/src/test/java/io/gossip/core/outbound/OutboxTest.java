package io.gossip.core.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.RecordingTransport;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Budgets BUDGETS = new Budgets(100_000, 100 * Cluster.MS);

    private final RecordingTransport transport = new RecordingTransport(Cluster.address(0));
    private final OutboundCounters counters = new OutboundCounters();
    private final Outbox outbox =
            new Outbox(Cluster.HASH.clusterHash(), Cluster.hash(0), 100_000, BUDGETS, transport, counters);

    @Test
    void shouldSendNothingWhenThereIsNoMessage() {
        outbox.packet();
        assertEquals(Transport.SENT, outbox.send(Lane.BEST_EFFORT, Cluster.address(1)));
        assertEquals(0, outbox.seal());
        outbox.bulk();
        assertEquals(Transport.SENT, outbox.send(Lane.RELIABLE, Cluster.address(1)));
        assertEquals(List.of(), transport.take());
        assertEquals(0, counters.packets(Lane.BEST_EFFORT));
    }

    @Test
    void shouldCountWhatLeftAndWhatDidNot() {
        outbox.packet().tryNack(1);
        assertEquals(Transport.SENT, outbox.send(Lane.BEST_EFFORT, Cluster.address(1)));
        final int length = transport.take().get(0).bytes().length;
        assertEquals(1, counters.packets(Lane.BEST_EFFORT));
        assertEquals(length, counters.bytes(Lane.BEST_EFFORT));
        transport.refuse(Cluster.address(1), Transport.BACK_PRESSURED);
        outbox.packet().tryNack(1);
        assertEquals(Transport.BACK_PRESSURED, outbox.send(Lane.BEST_EFFORT, Cluster.address(1)));
        assertEquals(1, counters.failed(Lane.BEST_EFFORT));
        assertEquals(1, counters.packets(Lane.BEST_EFFORT));
        assertEquals(length, counters.bytes(Lane.BEST_EFFORT));
        assertEquals(0, counters.failed(Lane.RELIABLE));
    }

    @Test
    void shouldKeepTheLanesApart() {
        outbox.packet().tryNack(1);
        outbox.bulk().tryNack(2);
        assertSame(outbox.current(), outbox.packet());
        outbox.current().tryNack(3);
        outbox.send(Lane.RELIABLE, Cluster.address(1));
        outbox.send(Lane.BEST_EFFORT, Cluster.address(2));
        final List<Sent> sent = transport.take();
        assertEquals(Lane.RELIABLE, sent.get(0).lane());
        assertEquals(List.of(new Heard.Nack(2)), Packets.read(sent.get(0)));
        assertEquals(List.of(new Heard.Nack(3)), Packets.read(sent.get(1)), "the unsent one is discarded");
    }

    @Test
    void shouldSendOneSealedPacketToMany() {
        outbox.packet().tryNack(1);
        final int length = outbox.seal();
        outbox.sendSealed(length, Cluster.address(1));
        outbox.sendSealed(length, Cluster.address(2));
        final List<Sent> sent = transport.take();
        assertEquals(2, sent.size());
        sent.forEach(packet -> assertEquals(List.of(new Heard.Nack(1)), Packets.read(packet)));
        assertEquals(2 * length, counters.bytes(Lane.BEST_EFFORT));
    }

    @Test
    void shouldKeepPacketsWithinTheLimitsOfTheTransport() {
        outbox.packet();
        while (outbox.current().tryNack(1)) {
            assertTrue(outbox.current().remaining() >= 0);
        }
        final int length = outbox.seal();
        assertTrue(length <= 1_400 && length > 1_400 - 20, "length=" + length);
        outbox.bulk();
        while (outbox.currentBulk().tryNack(1)) {
            assertTrue(outbox.currentBulk().remaining() >= 0);
        }
        outbox.send(Lane.RELIABLE, Cluster.address(1));
        final int bulk = transport.take().get(0).bytes().length;
        assertTrue(bulk <= 256 << 10 && bulk > (256 << 10) - 20, "length=" + bulk);
    }
}
