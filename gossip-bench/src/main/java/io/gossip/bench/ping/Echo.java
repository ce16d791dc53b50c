package io.gossip.bench.ping;

import io.gossip.spi.NioBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Sends back what comes, and counts what is meant to be counted. */
final class Echo implements PingEnd.Handler {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final PingEnd end;
    private final MutableDirectBuffer answer;
    private long flooded;
    private long firstNs;
    private long lastNs;

    Echo(final PingEnd end) {
        this.end = end;
        answer = NioBuffer.allocateDirect(Packets.LENGTH);
    }

    @Override
    public void onPacket(final DirectBuffer buffer, final int offset, final int length) {
        switch (buffer.getInt(offset + Packets.KIND_OFFSET)) {
            case Packets.PING -> end.trySend(buffer, offset, length);
            case Packets.FLOOD -> count();
            case Packets.HOW_MANY -> tell();
            default -> throw new IllegalStateException("neither a ping nor to be counted, length=" + length);
        }
    }

    private void count() {
        lastNs = System.nanoTime();
        if (flooded == 0) {
            firstNs = lastNs;
        }
        flooded++;
    }

    private void tell() {
        final long rate = flooded < 2 ? 0 : (flooded - 1) * SECOND_NS / Math.max(1, lastNs - firstNs);
        answer.putInt(Packets.KIND_OFFSET, Packets.HOW_MANY);
        answer.putLong(Packets.NUMBER_OFFSET, rate);
        end.trySend(answer, 0, Packets.LENGTH);
    }
}
