package io.gossip.testkit.transport;

import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** A transport driven by the test's thread, and what it has received. */
public final class TransportPeer implements AutoCloseable {
    /** For things that happen within milliseconds, in nanoseconds; only a failing test waits for so long. */
    public static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int POLL_LIMIT = 64;

    private final Transport transport;
    private final LongConsumer pause;
    private final PacketHandler handler = this::onPacket;
    private final List<Received> received = new ArrayList<>();

    /**
     * A packet that was handed over.
     *
     * @param lane which lane it came over
     * @param source where it came from
     * @param bytes a copy of it
     */
    public record Received(Lane lane, NodeAddress source, byte[] bytes) {
        /** @throws InvalidValueException when a component is null */
        public Received {
            Arguments.notNull(lane, "lane");
            Arguments.notNull(source, "source");
            Arguments.notNull(bytes, "bytes");
        }
    }

    /** @param transport taken over */
    public TransportPeer(final Transport transport) {
        this(transport, Arguments.notNull(transport, "transport")::await);
    }

    /** @param pause lets so many nanoseconds pass, or fewer */
    TransportPeer(final Transport transport, final LongConsumer pause) {
        this.transport = transport;
        this.pause = pause;
    }

    /** @return what it drives */
    public Transport transport() {
        return transport;
    }

    /** @return where it is */
    public NodeAddress address() {
        return transport.localAddress();
    }

    /** @return all that was received and not taken out of this list, oldest first */
    public List<Received> received() {
        return received;
    }

    /** @return a code of {@link Transport#send} */
    public int send(final Lane lane, final TransportPeer to, final byte[] bytes) {
        return send(lane, to.address(), bytes);
    }

    /** @return a code of {@link Transport#send} */
    public int send(final Lane lane, final NodeAddress to, final byte[] bytes) {
        return transport.send(lane, to, NioBuffer.wrapping(bytes), 0, bytes.length);
    }

    /** @return how many packets were received */
    public int poll() {
        return transport.poll(handler, POLL_LIMIT);
    }

    private void onPacket(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        received.add(new Received(lane, source, bytes));
    }

    /**
     * Drives all of them until the condition holds; fails when it never does.
     *
     * @param condition asked again and again
     * @param peers at least one
     */
    public static void until(final BooleanSupplier condition, final TransportPeer... peers) {
        Arguments.notNull(condition, "condition");
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (Stream.of(peers).mapToInt(TransportPeer::poll).sum() == 0) {
                peers[0].pause.accept(STEP_NS);
            }
            if (System.nanoTime() > deadlineNs) {
                fail("did not happen in time, peers=" + List.of(peers));
            }
        }
    }

    /**
     * @param seed any
     * @param length how many
     * @return bytes that follow from the seed
     */
    public static byte[] bytes(final int seed, final int length) {
        final byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return address() + " received=" + received.size() + " " + transport.countersByLabel();
    }
}
