package io.gossip.bench.ping;

import io.gossip.spi.NioBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Pings the other end, one after the other, then sends as fast as it can. */
final class Pinger implements PingEnd.Handler {
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int DIGITS = 3;

    /** Then the next one goes out. */
    private static final long LOST_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    /** For room, while packets are sent as fast as they go. */
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(20);

    private final PingEnd end;
    private final MutableDirectBuffer packet;
    private final Histogram roundTrips = new Histogram(LONGEST_NS, DIGITS);
    private int expectedKind;
    private long expectedNumber;
    private boolean isAnswered;
    private long told;
    private long lost;

    Pinger(final PingEnd end) {
        this.end = end;
        packet = NioBuffer.allocateDirect(Packets.LENGTH);
    }

    PingResult run(final PingTimes times) {
        pingFor(times.warmUpMs());
        roundTrips.reset();
        lost = 0;
        pingFor(times.pingMs());
        floodFor(times.floodMs());
        return PingResult.of(roundTrips, lost, howMany());
    }

    private void pingFor(final long spanMs) {
        final long spanNs = TimeUnit.MILLISECONDS.toNanos(spanMs);
        final long beginNs = System.nanoTime();
        long sentNs = beginNs;
        while (sentNs - beginNs < spanNs) {
            final long answeredNs = exchange(Packets.PING, sentNs);
            if (isAnswered) {
                roundTrips.recordValue(answeredNs - sentNs);
            } else {
                lost++;
            }
            sentNs = System.nanoTime();
        }
    }

    /** @return when the answer was there, or was not waited for any longer */
    private long exchange(final int kind, final long sentNs) {
        expectedKind = kind;
        expectedNumber++;
        isAnswered = false;
        packet.putInt(Packets.KIND_OFFSET, kind);
        packet.putLong(Packets.NUMBER_OFFSET, expectedNumber);
        boolean isSent = end.trySend(packet, 0, Packets.LENGTH);
        long nowNs = sentNs;
        boolean hasWorked = true;
        while (!isAnswered && nowNs - sentNs < LOST_NS) {
            end.idle(hasWorked);
            hasWorked = end.poll(this) > 0;
            isSent = isSent || end.trySend(packet, 0, Packets.LENGTH);
            nowNs = System.nanoTime();
        }
        return nowNs;
    }

    @Override
    public void onPacket(final DirectBuffer buffer, final int offset, final int length) {
        final long number = buffer.getLong(offset + Packets.NUMBER_OFFSET);
        if (buffer.getInt(offset + Packets.KIND_OFFSET) == expectedKind
                && (expectedKind == Packets.HOW_MANY || number == expectedNumber)) {
            isAnswered = true;
            told = number;
        }
    }

    private void floodFor(final long spanMs) {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spanMs);
        packet.putInt(Packets.KIND_OFFSET, Packets.FLOOD);
        while (System.nanoTime() - endNs < 0) {
            if (!end.trySend(packet, 0, Packets.LENGTH)) {
                // For all the same: whoever waits for a packet would wait for too long.
                end.poll(this);
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private long howMany() {
        final long beginNs = System.nanoTime();
        do {
            exchange(Packets.HOW_MANY, System.nanoTime());
        } while (!isAnswered && System.nanoTime() - beginNs < PATIENCE_NS);
        if (!isAnswered) {
            throw new IllegalStateException("the other end does not answer any more");
        }
        return told;
    }
}
