package io.gossip.testkit.transport;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Much at once: order, back-pressure, limits of a poll, floods. */
abstract class FlowContract extends LaneContract {
    private static final int FLOOD = 100;
    private static final int MESSAGES = 5_000;
    private static final int TYPICAL_LENGTH = 4 * 1024;

    private int next;

    @Test
    public void shouldKeepOrderAndBytesOfReliableMessages() {
        final long seed = System.nanoTime();
        final Random lengths = new Random(seed);
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        for (int i = 0; i < MESSAGES; i++) {
            final byte[] message = bytes(i, length(lengths, a.transport().maxReliableLength()));
            TransportPeer.until(() -> a.send(Lane.RELIABLE, b, message) == Transport.SENT, a, b);
            checkSoFar(b, seed);
        }
        TransportPeer.until(() -> next == MESSAGES || !b.received().isEmpty() && checkSoFar(b, seed) == MESSAGES, b, a);
    }

    private int checkSoFar(final TransportPeer peer, final long seed) {
        for (final TransportPeer.Received message : peer.received()) {
            assertArrayEquals(bytes(next, message.bytes().length), message.bytes(), "seed=" + seed + " i=" + next);
            next++;
        }
        peer.received().clear();
        return next;
    }

    /** Mostly short, now and then anything up to the limit. */
    private static int length(final Random random, final int max) {
        return random.nextInt(100) == 0 ? random.nextInt(max + 1) : random.nextInt(TYPICAL_LENGTH);
    }

    @Test
    public void shouldPushBackWhenThePeerDoesNotReadAndGoOnWhenItDoes() {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        final byte[] message = bytes(9, 128 * 1024);
        int sent = 0;
        while (a.send(Lane.RELIABLE, b, message) == Transport.SENT) {
            sent++;
            a.poll();
            assertTrue(sent < 4_096, "no end to what is taken");
        }
        assertEquals(Transport.BACK_PRESSURED, a.send(Lane.RELIABLE, b, message));
        final int accepted = sent;
        TransportPeer.until(() -> b.received().size() == accepted, b, a);
        assertTrue(b.received().stream().allMatch(received -> java.util.Arrays.equals(message, received.bytes())));
        assertEquals(Transport.SENT, a.send(Lane.RELIABLE, b, message));
        TransportPeer.until(() -> b.received().size() == accepted + 1, b, a);
    }

    @ParameterizedTest
    @EnumSource
    public void shouldHandOverNoMoreThanAskedFor(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        for (int i = 0; i < 10; i++) {
            a.send(lane, b, bytes(i, 10));
        }
        final List<Integer> counts = new ArrayList<>();
        final Driver driver = drive(a);
        try {
            while (sum(counts) < 10) {
                // With messages left over a wait must not last.
                letTimePass(b.transport(), HOUR_NS);
                counts.add(b.transport().poll((l, source, buffer, offset, length) -> {}, 3));
            }
        } finally {
            driver.close();
        }
        assertEquals(10, sum(counts));
        assertTrue(counts.stream().allMatch(count -> count <= 3), counts::toString);
    }

    private static int sum(final List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** While one lane brings more than is polled, the other's turn comes all the same. */
    @ParameterizedTest
    @EnumSource
    public void shouldLetTheOtherLaneThroughAFlood(final Lane flooded) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        final Lane other = flooded == Lane.RELIABLE ? Lane.BEST_EFFORT : Lane.RELIABLE;
        for (int i = 0; i < FLOOD; i++) {
            a.send(flooded, b, bytes(i, 10));
        }
        a.send(other, b, bytes(1, 10));
        final List<Lane> lanes = new ArrayList<>();
        TransportPeer.until(
                () -> {
                    final int polled = b.transport().poll((lane, source, buffer, offset, length) -> lanes.add(lane), 1);
                    for (int i = 0; i < polled; i++) {
                        a.send(flooded, b, bytes(i, 10));
                    }
                    return lanes.contains(other);
                },
                a);
        assertTrue(lanes.size() < 3 * FLOOD, () -> "lets the flood go first, at=" + lanes.size());
    }
}
