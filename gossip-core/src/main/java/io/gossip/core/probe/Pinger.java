package io.gossip.core.probe;

import io.gossip.NodeAddress;
import io.gossip.core.task.TimedTask;
import io.gossip.spi.Lane;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Pings on request of the application: a node by id at an address, member or not, a few times until it answers. Only a
 * node of that id answers. Pings under way are bounded. Protocol thread only.
 */
public final class Pinger implements TimedTask {
    /** Sequence numbers of requested pings have this bit, those of relayed pings the one above, own probes neither. */
    static final int PING_BIT = 1 << 30;

    private static final int ATTEMPTS = 3;
    private static final int MAX_UNDER_WAY = 1_024;

    /** Hears the end of one ping, on the protocol thread. */
    public interface Listener {
        /** @param roundTripNs from the attempt that was answered to its answer */
        void onAnswer(long roundTripNs);

        /** @param fact why not, in words */
        void onFailure(String fact);

        /**
         * This node asks no more, so there is no telling whether it would have been answered.
         *
         * @param fact why, in words
         */
        void onAbandoned(String fact);
    }

    private static final class Ping {
        private final long target;
        private final NodeAddress address;
        private final Listener listener;
        private int sequence;
        private int attempts;
        private long sentNs;
        private int code;

        Ping(final long target, final NodeAddress address, final Listener listener) {
            this.target = target;
            this.address = address;
            this.listener = listener;
        }
    }

    private final ProbeParts parts;
    private final long timeoutNs;
    private final Deque<Ping> underWay = new ArrayDeque<>();
    private int nextSequence;

    /**
     * @param parts the rest of the node this works with
     * @param timeoutNs how long one attempt waits
     */
    public Pinger(final ProbeParts parts, final long timeoutNs) {
        this.parts = parts;
        this.timeoutNs = timeoutNs;
    }

    /**
     * @param target hash of the id that must answer
     * @param address where
     * @param listener hears the end, maybe before return
     * @param nowNs the present
     */
    public void ping(final long target, final NodeAddress address, final Listener listener, final long nowNs) {
        if (underWay.size() == MAX_UNDER_WAY) {
            listener.onFailure("too many pings under way, limit=" + MAX_UNDER_WAY);
            return;
        }
        final Ping ping = new Ping(target, address, listener);
        underWay.addLast(ping);
        send(ping, nowNs);
    }

    private void send(final Ping ping, final long nowNs) {
        ping.attempts++;
        ping.sequence = PING_BIT | nextSequence++ & (PING_BIT - 1);
        ping.sentNs = nowNs;
        parts.ownWord().tryPing(parts.outbox().packet(), ping.sequence, ping.target);
        ping.code = parts.outbox().send(Lane.BEST_EFFORT, ping.address);
    }

    /** @return whether the ack was for a requested ping */
    public boolean tryAck(final int sequence, final long nowNs) {
        if ((sequence & PING_BIT) == 0 || sequence < 0) {
            return false;
        }
        for (final Ping ping : underWay) {
            if (ping.sequence == sequence) {
                underWay.remove(ping);
                ping.listener.onAnswer(nowNs - ping.sentNs);
                break;
            }
        }
        return true;
    }

    /** The node takes no part any more: nothing will be answered. */
    public void abandonAll(final String fact) {
        while (!underWay.isEmpty()) {
            underWay.removeFirst().listener.onAbandoned(fact);
        }
    }

    @Override
    public long deadlineNs() {
        long earliest = NEVER;
        for (final Ping ping : underWay) {
            earliest = Math.min(earliest, ping.sentNs + timeoutNs);
        }
        return earliest;
    }

    @Override
    public void run(final long nowNs) {
        for (final Ping ping : underWay.toArray(new Ping[0])) {
            if (ping.sentNs + timeoutNs > nowNs) {
                continue;
            }
            if (ping.attempts < ATTEMPTS) {
                send(ping, nowNs);
            } else {
                underWay.remove(ping);
                ping.listener.onFailure("no answer, address=" + ping.address + " attempts=" + ATTEMPTS
                        + (ping.code < 0 ? " lastSendCode=" + ping.code : ""));
            }
        }
    }
}
