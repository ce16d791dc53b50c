package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose the garbage is when senders alternate; that there is none otherwise is in the contract of all transports. */
class UdpAllocationTest {
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 2_000;
    private static final int MAX_ROUNDS = 30;
    private static final int JDK_BYTES_PER_SENDER_CHANGE = 120;
    private static final int LENGTH = 500;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Transport a = open();
    private final Transport b = open();
    private final Transport receiver = open();
    private final NioBuffer packet = NioBuffer.allocateDirect(LENGTH);
    private long received;
    private final PacketHandler handler =
            (lane, source, buffer, offset, length) -> received += source.port() > 0 ? 1 : 0;

    private static Transport open() {
        return UdpTransport.open(
                UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0)).build());
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
        receiver.close();
    }

    private void exchange(final Transport other, final int packets) {
        for (int i = 0; i < packets; i++) {
            final Transport sender = (i & 1) == 0 ? a : other;
            final long before = received;
            if (sender.send(Lane.BEST_EFFORT, receiver.localAddress(), packet, 0, LENGTH) != Transport.SENT) {
                throw new AssertionError("not sent, i=" + i);
            }
            while (received == before) {
                receiver.await(1_000_000_000L);
                receiver.poll(handler, 16);
                sender.poll(handler, 16);
            }
        }
    }

    /** The compiler allocates now and then on the running thread; what the code allocates comes back in every round. */
    private long leastAllocated(final Transport other, final long enough) {
        exchange(other, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MAX_ROUNDS && least > enough; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            exchange(other, MEASURED);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void shouldLeaveTheJdksShareOnlyWhenSendersAlternate() {
        final long jdks = (long) MEASURED * JDK_BYTES_PER_SENDER_CHANGE;
        final long least = leastAllocated(b, jdks);
        assertTrue(least <= jdks, () -> "bytes per packet=" + (double) least / MEASURED);
    }
}
