package io.gossip.sim.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VirtualTransportTest {
    private final TestNetwork net = new TestNetwork(1);
    private final VirtualTransport a = net.network.open(TestNetwork.address(1));
    private final VirtualTransport b = net.network.open(TestNetwork.address(2));
    private final NioBuffer out = NioBuffer.allocate(3 << 20);

    @ParameterizedTest
    @EnumSource(Lane.class)
    void shouldDeliverTheVeryBytesWhenSentFromTheMiddleOfABuffer(final Lane lane) {
        final byte[] sent = new byte[777];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        out.putBytes(100, sent);
        assertEquals(Transport.SENT, a.send(lane, b.localAddress(), out, 100, sent.length));
        // The caller may reuse its buffer at once.
        out.setMemory(0, 2_000, (byte) 0);
        net.runMs(10);

        final byte[] got = new byte[sent.length];
        final int polled = b.poll(
                (arrivedOn, source, buffer, offset, length) -> {
                    assertEquals(lane, arrivedOn);
                    assertEquals(a.localAddress(), source);
                    assertEquals(sent.length, length);
                    buffer.getBytes(offset, got);
                },
                1);
        assertEquals(1, polled);
        assertArrayEquals(sent, got);
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void shouldCarryTheExtremesWhenLengthIsZeroOrTheLimit(final Lane lane) {
        final int limit = lane == Lane.RELIABLE ? a.maxReliableLength() : a.maxPacketLength();
        assertEquals(Transport.SENT, a.send(lane, b.localAddress(), out, 0, 0));
        assertEquals(Transport.SENT, a.send(lane, b.localAddress(), out, 0, limit));
        assertEquals(Transport.TOO_LONG, a.send(lane, b.localAddress(), out, 0, limit + 1));
        net.runMs(10);

        final List<Integer> lengths = new ArrayList<>();
        b.poll((arrivedOn, source, buffer, offset, length) -> lengths.add(length), 10);
        assertEquals(List.of(0, limit), lengths);
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void shouldAnswerUnreachableWhenTheAddressCannotExist(final Lane lane) {
        assertEquals(Transport.UNREACHABLE, a.send(lane, TestNetwork.address(99), out, 0, 8));
        assertEquals(Transport.UNREACHABLE, a.send(lane, new NodeAddress("10.0.0.2", 0), out, 0, 8));
    }

    @Test
    void shouldOverwriteAPacketWhenItsHandlerHasReturned() {
        out.putLong(0, 42);
        a.send(Lane.BEST_EFFORT, b.localAddress(), out, 0, 8);
        net.runMs(10);
        final DirectBuffer[] leaked = new DirectBuffer[1];
        final int[] leakedOffset = new int[1];
        b.poll(
                (lane, source, buffer, offset, length) -> {
                    assertEquals(42, buffer.getLong(offset));
                    leaked[0] = buffer;
                    leakedOffset[0] = offset;
                },
                1);
        assertEquals(0xDBDBDBDBDBDBDBDBL, leaked[0].getLong(leakedOffset[0]));
        assertTrue(leakedOffset[0] > 0, "a handler that ignores the offset must be found out");
    }

    @Test
    void shouldHandOverNoMoreThanTheLimitWhenPolled() {
        for (int i = 0; i < 5; i++) {
            a.send(Lane.BEST_EFFORT, b.localAddress(), out, 0, i);
        }
        net.runMs(10);
        final List<Integer> lengths = new ArrayList<>();
        assertEquals(3, b.poll((lane, source, buffer, offset, length) -> lengths.add(length), 3));
        assertTrue(b.isReadable());
        assertEquals(2, b.poll((lane, source, buffer, offset, length) -> lengths.add(length), 3));
        assertEquals(0, b.poll((lane, source, buffer, offset, length) -> lengths.add(length), 3));
        assertEquals(List.of(0, 1, 2, 3, 4), lengths);
        assertFalse(b.isReadable());
    }

    @Test
    void shouldReachItselfWhenSendingToItsOwnAddress() {
        assertEquals(Transport.SENT, a.send(Lane.BEST_EFFORT, a.localAddress(), out, 0, 8));
        net.runMs(10);
        assertEquals(1, a.poll((lane, source, buffer, offset, length) -> {}, 1));
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void shouldRefuseAndForgetWhenClosed(final Lane lane) {
        a.send(lane, b.localAddress(), out, 0, 8);
        net.runMs(10);
        b.close();
        b.close();

        assertTrue(b.isClosed());
        assertEquals(0, b.poll((arrivedOn, source, buffer, offset, length) -> {}, 1));
        assertEquals(Transport.CLOSED, b.send(lane, a.localAddress(), out, 0, 8));
        assertEquals(Transport.SENT, a.send(lane, b.localAddress(), out, 0, 8));
    }

    @Test
    void shouldKeepOrderWhenAHandlerSendsAndCloses() {
        a.send(Lane.BEST_EFFORT, b.localAddress(), out, 0, 8);
        a.send(Lane.BEST_EFFORT, b.localAddress(), out, 0, 8);
        net.runMs(10);
        final int polled = b.poll(
                (lane, source, buffer, offset, length) -> {
                    assertEquals(Transport.SENT, b.send(Lane.BEST_EFFORT, source, buffer, offset, length));
                    b.close();
                },
                10);
        net.runMs(10);
        assertEquals(1, polled);
        assertEquals(1, a.poll((lane, source, buffer, offset, length) -> {}, 10));
    }

    @Test
    void shouldReportReadyOnceAndLaterWhenWokenUpTwice() {
        final List<String> log = new ArrayList<>();
        a.onReady(() -> log.add("ready"));
        a.wakeup();
        a.wakeup();
        assertEquals(List.of(), log);
        net.runMs(0);
        assertEquals(List.of("ready"), log);

        a.wakeup();
        a.close();
        net.runMs(0);
        assertEquals(List.of("ready"), log);
    }

    @Test
    void shouldReturnAtOnceWhenAwaiting() {
        final long before = net.time.nowNs();
        a.await(Long.MAX_VALUE);
        assertEquals(before, net.time.nowNs());
    }

    @Test
    void shouldRefuseToOpenWhenTheAddressIsTakenOrHasNoPort() {
        assertTrue(assertThrows(LifecycleException.class, () -> net.network.open(a.localAddress()))
                .getMessage()
                .endsWith("address=10.0.0.1:7946"));
        assertThrows(InvalidValueException.class, () -> net.network.open(new NodeAddress("10.0.0.9", 0)));

        a.close();
        assertEquals(a.localAddress(), net.network.open(a.localAddress()).localAddress());
    }
}
