package io.gossip.transport.aeron;

import io.aeron.protocol.DataHeaderFlyweight;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.transport.aeron.neighbour.Neighbour;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** The sending half of one lane: a publication per destination, opened when needed. Driving thread only. */
final class OutgoingLane {
    /** A deadline that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL_CAPACITY = 16;
    private static final int FRAME_HEADER_LENGTH = DataHeaderFlyweight.HEADER_LENGTH;

    private final OutgoingParts parts;
    private final int pieceLength;
    /** The one used least recently first. */
    private final Map<NodeAddress, OutgoingStream> streams = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    /** Those that wait for the driver or the receiver. */
    private final List<OutgoingStream> watched = new ArrayList<>();

    private long earliestNs = NEVER;
    private long neighbourChanges;

    OutgoingLane(final OutgoingParts parts, final int pieceLength) {
        this.parts = parts;
        this.pieceLength = pieceLength;
    }

    int send(
            final NodeAddress destination,
            final InetSocketAddress address,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long nowNs) {
        final OutgoingStream stream = streamOrNull(destination, address);
        if (stream == null) {
            return backPressured();
        }
        final int code = stream.send(buffer, offset, length, nowNs);
        if (code == Transport.CLOSED) {
            end(stream, AeronCounter.PUBLICATIONS_FAILED);
            return backPressured();
        }
        if (code == Transport.BACK_PRESSURED) {
            return backPressured();
        }
        watch(stream);
        parts.counters()
                .add(parts.traits().counts().sent(), parts.traits().counts().bytesSent(), length);
        return code;
    }

    private int backPressured() {
        parts.counters().increment(parts.traits().counts().backPressured());
        return Transport.BACK_PRESSURED;
    }

    /** Its deadline may have come nearer, and there may be something to do for it. */
    private void watch(final OutgoingStream stream) {
        earliestNs = Math.min(earliestNs, stream.deadlineNs());
        if (!stream.isWatched() && stream.isBusy()) {
            stream.isWatched(true);
            watched.add(stream);
        }
    }

    private OutgoingStream streamOrNull(final NodeAddress destination, final InetSocketAddress address) {
        final OutgoingStream known = streams.get(destination);
        if (known != null && known.leadsTo(address)) {
            return known;
        }
        if (known != null) {
            // The name has moved.
            end(known, null);
        }
        return makeRoom() ? openOrNull(destination, address) : null;
    }

    /** @return false when all publications there may be are busy */
    private boolean makeRoom() {
        if (streams.size() < parts.config().maxPublications()) {
            return true;
        }
        for (final OutgoingStream stream : streams.values()) {
            if (stream.isIdle()) {
                end(stream, null);
                return true;
            }
        }
        return false;
    }

    private OutgoingStream openOrNull(final NodeAddress destination, final InetSocketAddress address) {
        final OutgoingStream stream;
        try {
            stream = new OutgoingStream(parts, destination, address, route(destination, address), pieceLength);
        } catch (final RuntimeException e) {
            // The client is closed, as its next piece of work shows, or the driver takes no commands at present.
            parts.counters().increment(AeronCounter.PUBLICATIONS_FAILED);
            return null;
        }
        streams.put(destination, stream);
        parts.counters().increment(AeronCounter.PUBLICATIONS_OPENED);
        return stream;
    }

    private Route route(final NodeAddress destination, final InetSocketAddress address) {
        final String options =
                "term-length=" + parts.config().termLength() + "|mtu=" + (pieceLength + FRAME_HEADER_LENGTH);
        final Neighbour neighbour = parts.neighbours().findOrNull(destination);
        return neighbour == null
                ? Route.overNetwork(address, parts.bind(), parts.traits().streamId(), options)
                : Route.overMemory(neighbour, parts.traits(), options);
    }

    /** Somebody has come to the driver, or left it: what waits for its receiver may be on the wrong way. */
    private void reroute() {
        neighbourChanges = parts.neighbours().changes();
        for (int i = watched.size() - 1; i >= 0; i--) {
            final OutgoingStream stream = watched.get(i);
            try {
                stream.reroute(route(stream.destination(), stream.address()));
            } catch (final RuntimeException e) {
                end(stream, AeronCounter.PUBLICATIONS_FAILED);
            }
        }
    }

    private void end(final OutgoingStream stream, final AeronCounter reason) {
        streams.remove(stream.destination(), stream);
        discard(stream, reason);
    }

    private void discard(final OutgoingStream stream, final AeronCounter reason) {
        if (stream.isWatched()) {
            stream.isWatched(false);
            watched.remove(stream);
        }
        if (reason != null) {
            parts.counters().increment(reason);
        }
        try {
            stream.end();
        } catch (final RuntimeException e) {
            // The client is closed, and with it the publication.
            parts.counters().increment(AeronCounter.DRIVER_ERRORS);
        }
    }

    /** Moves along what waits. */
    void work(final long nowNs) {
        if (neighbourChanges != parts.neighbours().changes()) {
            reroute();
        }
        for (int i = watched.size() - 1; i >= 0; i--) {
            final OutgoingStream stream = watched.get(i);
            if (!isUseful(stream, nowNs)) {
                end(stream, AeronCounter.PUBLICATIONS_FAILED);
            } else if (!stream.isBusy()) {
                stream.isWatched(false);
                watched.remove(i);
                earliestNs = Math.min(earliestNs, stream.deadlineNs());
            }
        }
        if (nowNs >= earliestNs) {
            runTimers(nowNs);
        }
    }

    private boolean isUseful(final OutgoingStream stream, final long nowNs) {
        try {
            return stream.work(nowNs);
        } catch (final RuntimeException e) {
            // The driver refused the publication, or its file cannot be mapped.
            return false;
        }
    }

    private void runTimers(final long nowNs) {
        earliestNs = NEVER;
        final Iterator<OutgoingStream> all = streams.values().iterator();
        while (all.hasNext()) {
            final OutgoingStream stream = all.next();
            if (stream.deadlineNs() <= nowNs) {
                all.remove();
                discard(stream, stream.isIdle() ? null : AeronCounter.PUBLICATIONS_TIMED_OUT);
            } else {
                earliestNs = Math.min(earliestNs, stream.deadlineNs());
            }
        }
    }

    /** Ends all of them. */
    void close() {
        for (final OutgoingStream stream : streams.values()) {
            discard(stream, null);
        }
        streams.clear();
    }
}
