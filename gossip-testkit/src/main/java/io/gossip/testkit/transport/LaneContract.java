package io.gossip.testkit.transport;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes in comes out: bytes, limits, addresses, on both lanes. */
abstract class LaneContract extends TransportFixture {
    private static final int NODES = 5;

    @ParameterizedTest
    @EnumSource
    public void shouldDeliverBothWays(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        assertEquals(Transport.SENT, a.send(lane, b, bytes(1, 100)));
        TransportPeer.until(() -> !b.received().isEmpty(), b, a);
        assertEquals(Transport.SENT, b.send(lane, a, bytes(2, 200)));
        TransportPeer.until(() -> !a.received().isEmpty(), a, b);
        assertArrayEquals(bytes(1, 100), b.received().get(0).bytes());
        assertArrayEquals(bytes(2, 200), a.received().get(0).bytes());
        assertEquals(lane, b.received().get(0).lane());
        assertEquals(lane, a.received().get(0).lane());
    }

    @Test
    public void shouldNameASourceThatCanBeRepliedToOnTheBestEffortLane() {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        a.send(Lane.BEST_EFFORT, b, bytes(1, 10));
        TransportPeer.until(() -> !b.received().isEmpty(), b, a);
        b.send(Lane.BEST_EFFORT, b.received().get(0).source(), bytes(2, 20));
        TransportPeer.until(() -> !a.received().isEmpty(), a, b);
        assertArrayEquals(bytes(2, 20), a.received().get(0).bytes());
    }

    @ParameterizedTest
    @EnumSource
    public void shouldCarryEmptyAndLongestPackets(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        final int longest = limit(a, lane);
        assertEquals(Transport.SENT, a.send(lane, b, new byte[0]));
        TransportPeer.until(() -> b.received().size() == 1, b, a);
        assertEquals(Transport.SENT, a.send(lane, b, bytes(3, longest)));
        TransportPeer.until(() -> b.received().size() == 2, b, a);
        assertEquals(0, b.received().get(0).bytes().length);
        assertArrayEquals(bytes(3, longest), b.received().get(1).bytes());
    }

    @ParameterizedTest
    @EnumSource
    public void shouldRefuseWhatIsTooLong(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        assertEquals(Transport.TOO_LONG, a.send(lane, b, new byte[limit(a, lane) + 1]));
        assertEquals(Transport.SENT, a.send(lane, b, bytes(4, 4)));
        TransportPeer.until(() -> !b.received().isEmpty(), b, a);
        assertEquals(1, b.received().size());
    }

    @Test
    public void shouldOfferTheLimitsThatTheProtocolCountsOn() {
        final TransportPeer a = peer();
        assertTrue(a.transport().maxPacketLength() >= 576);
        assertTrue(a.transport().maxReliableLength() >= 128 * 1024);
        assertTrue(a.address().port() > 0);
    }

    @ParameterizedTest
    @EnumSource
    public void shouldSendWhatTheRangeSays(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        final NioBuffer buffer = NioBuffer.wrapping(bytes(5, 100));
        assertEquals(Transport.SENT, a.transport().send(lane, b.address(), buffer, 30, 50));
        buffer.setMemory(0, 100, (byte) 0);
        TransportPeer.until(() -> !b.received().isEmpty(), b, a);
        final byte[] expected = new byte[50];
        NioBuffer.wrapping(bytes(5, 100)).getBytes(30, expected);
        assertArrayEquals(expected, b.received().get(0).bytes());
        assertThrows(IndexOutOfBoundsException.class, () -> a.transport().send(lane, b.address(), buffer, 60, 50));
        assertThrows(IndexOutOfBoundsException.class, () -> a.transport().send(lane, b.address(), buffer, 60, -1));
    }

    @ParameterizedTest
    @EnumSource
    public void shouldConnectAllWithAll(final Lane lane) {
        final TransportPeer[] peers = new TransportPeer[NODES];
        for (int i = 0; i < NODES; i++) {
            peers[i] = peer();
        }
        for (final TransportPeer from : peers) {
            for (final TransportPeer to : peers) {
                assertEquals(Transport.SENT, from.send(lane, to, bytes(6, 60)));
            }
        }
        for (final TransportPeer peer : peers) {
            TransportPeer.until(() -> peer.received().size() == NODES, peers);
        }
    }

    @ParameterizedTest
    @EnumSource
    public void shouldRefusePortZero(final Lane lane) {
        final TransportPeer a = peer();
        assertEquals(Transport.UNREACHABLE, a.send(lane, new NodeAddress("127.0.0.1", 0), new byte[1]));
    }

    @ParameterizedTest
    @EnumSource
    public void shouldStayCalmWhenThePeerIsDead(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer dead = peer();
        dead.close();
        for (int i = 0; i < 100; i++) {
            assertTrue(Transport.CLOSED != a.send(lane, dead, bytes(7, 70)));
            a.poll();
        }
        assertStillWorks(a);
    }

    @ParameterizedTest
    @EnumSource
    public void shouldReachAPeerThatWasRestarted(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer first = peer();
        a.send(lane, first, bytes(1, 10));
        TransportPeer.until(() -> !first.received().isEmpty(), first, a);
        first.close();
        final TransportPeer second = track(openAgain(first.address()));
        assertEquals(first.address(), second.address());
        // Whether the first message after the restart arrives, or is the one that finds the connection gone, is open.
        TransportPeer.until(
                () -> {
                    a.send(lane, second, bytes(2, 20));
                    return !second.received().isEmpty();
                },
                second,
                a);
        assertArrayEquals(bytes(2, 20), second.received().get(0).bytes());
    }

    @ParameterizedTest
    @EnumSource
    public void shouldAllowSendingFromTheCallback(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        a.send(lane, b, bytes(1, 1_000));
        TransportPeer.until(
                () -> {
                    b.transport()
                            .poll(
                                    (l, source, buffer, offset, length) ->
                                            b.transport().send(lane, a.address(), buffer, offset, length),
                                    10);
                    return !a.received().isEmpty();
                },
                a);
        assertArrayEquals(bytes(1, 1_000), a.received().get(0).bytes());
    }

    @ParameterizedTest
    @EnumSource
    public void shouldGoOnAfterAHandlerThatThrows(final Lane lane) {
        final TransportPeer a = peer();
        final TransportPeer b = peer();
        a.send(lane, b, bytes(1, 10));
        final IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> TransportPeer.until(
                        () -> {
                            b.transport()
                                    .poll(
                                            (l, source, buffer, offset, length) -> {
                                                throw new IllegalStateException("the handler's own");
                                            },
                                            10);
                            return false;
                        },
                        a));
        assertEquals("the handler's own", thrown.getMessage());
        a.send(lane, b, bytes(2, 20));
        TransportPeer.until(() -> !b.received().isEmpty(), b, a);
        assertArrayEquals(bytes(2, 20), b.received().get(0).bytes());
    }
}
