package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketRoundTripTest {
    @Test
    void shouldGiveBackEachKindOfMessage() {
        for (final Map.Entry<String, Message> kind : Samples.ofEachKind().entrySet()) {
            final Reception reception = Reception.of(Samples.packet(kind.getValue()));

            assertEquals(PacketVerdict.ACCEPTED, reception.verdict(), kind.getKey());
            assertEquals(List.of(kind.getValue()), reception.messages());
        }
    }

    @Test
    void shouldGiveBackAllKindsInOnePacketInTheirOrder() {
        final Message[] all = Samples.ofEachKind().values().toArray(new Message[0]);

        final Reception reception = Reception.of(Samples.packet(all));

        assertEquals(PacketVerdict.ACCEPTED, reception.verdict());
        assertEquals(List.of(all), reception.messages());
        assertEquals(all.length, reception.count(WireCounter.MESSAGES_DISPATCHED));
        assertEquals(1, reception.count(WireCounter.PACKETS_ACCEPTED));
    }

    @Test
    void shouldTellTheHandlerWhereAMessageCameFrom() {
        final Reception reception = Reception.of(Samples.packet(new Message.Nack(1)));

        final String sender = Long.toHexString(Samples.HASH.of(Samples.SENDER));
        assertEquals(List.of("BEST_EFFORT 10.0.0.1:7946 " + sender), reception.origins());
    }
}
