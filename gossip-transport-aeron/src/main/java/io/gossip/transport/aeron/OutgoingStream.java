package io.gossip.transport.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.spi.queue.ByteQueue;
import io.gossip.transport.aeron.message.MessageWriter;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A publication to one peer, and what waits for it, cut into pieces, each after its length. Driving thread only.
 *
 * <p>Invariant: while something waits, nothing overtakes it.
 */
final class OutgoingStream {
    /** Once at the end of a term, as a rule. */
    private static final int ADMIN_RETRIES = 3;

    /** Over memory nothing is sent to keep it, and to open one costs as much. */
    private static final int MEMORY_PATIENCE = 6;

    private final OutgoingParts parts;
    private final NodeAddress destination;
    private final InetSocketAddress address;
    private final int pieceLength;
    private final ByteQueue queue;
    private Route route;
    private long registrationId;
    private ExclusivePublication publication;
    private boolean isConnected;
    /** Whether Aeron has ever taken something: then the route stays, so that nothing overtakes what is under way. */
    private boolean isFixed;

    private boolean isWatched;
    private long lastUsedNs;
    private long progressNs;

    OutgoingStream(
            final OutgoingParts parts,
            final NodeAddress destination,
            final InetSocketAddress address,
            final Route route,
            final int pieceLength) {
        this.parts = parts;
        this.destination = destination;
        this.address = address;
        this.pieceLength = pieceLength;
        this.queue = new ByteQueue(parts.memory());
        open(route);
    }

    /** @throws RuntimeException of Aeron, when the client is closed or the driver takes no commands at present */
    private void open(final Route wanted) {
        registrationId = parts.aeron().asyncAddExclusivePublication(wanted.channel(), wanted.streamId());
        route = wanted;
        if (wanted.isIpc()) {
            parts.counters().increment(AeronCounter.PUBLICATIONS_NEAR);
        }
    }

    /** Takes the way that is the right one now, with all that waits, if nothing has gone out on the present one. */
    void reroute(final Route wanted) {
        if (!isFixed && !route.equals(wanted)) {
            closePublication();
            publication = null;
            open(wanted);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    NodeAddress destination() {
        return destination;
    }

    boolean leadsTo(final InetSocketAddress wanted) {
        return address.equals(wanted);
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    /** @return whether {@link #work} has something to do */
    boolean isBusy() {
        return publication == null || !queue.isEmpty();
    }

    /** @return whether the lane works on it; kept here, so that finding out costs nothing */
    boolean isWatched() {
        return isWatched;
    }

    void isWatched(final boolean value) {
        isWatched = value;
    }

    /** @return {@link Transport#SENT}, {@link Transport#BACK_PRESSURED}, or CLOSED when the publication is of no more use */
    int send(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        lastUsedNs = nowNs;
        if (publication != null && queue.isEmpty() && isOnePiece(length)) {
            final long position = claim(parts.writer().wholeHeaderLength() + length);
            if (position > 0) {
                parts.writer().putWhole(parts.claim().buffer(), parts.claim().offset(), buffer, offset, length);
                parts.claim().commit();
                return Transport.SENT;
            }
            if (isUseless(position)) {
                return Transport.CLOSED;
            }
            if (position == Publication.BACK_PRESSURED && !parts.traits().isHeldBack()) {
                return Transport.BACK_PRESSURED;
            }
        }
        return hold(buffer, offset, length, nowNs) ? Transport.SENT : Transport.BACK_PRESSURED;
    }

    private static boolean isUseless(final long position) {
        return position == Publication.CLOSED || position == Publication.MAX_POSITION_EXCEEDED;
    }

    private boolean isOnePiece(final int length) {
        return parts.writer().wholeHeaderLength() + length <= pieceLength;
    }

    /** @return a position, with room behind it to be filled and committed, or one of Aeron's negative codes */
    private long claim(final int length) {
        long position = Publication.ADMIN_ACTION;
        for (int i = 0; i < ADMIN_RETRIES && position == Publication.ADMIN_ACTION; i++) {
            position = publication.tryClaim(length, parts.claim());
        }
        if (position > 0) {
            isConnected = true;
            isFixed = true;
        } else if (position == Publication.NOT_CONNECTED && isConnected) {
            isConnected = false;
            parts.counters().increment(AeronCounter.PUBLICATIONS_DISCONNECTED);
            return route.isIpc() ? Publication.CLOSED : position;
        }
        return position;
    }

    private boolean hold(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final long needed = heldLength(length);
        final boolean isFirst = queue.isEmpty();
        if (!isFirst && needed > parts.traits().maxQueued() - queue.length()
                || needed > Integer.MAX_VALUE
                || !queue.tryReserve((int) needed)) {
            return false;
        }
        if (isFirst) {
            progressNs = nowNs;
        }
        if (isOnePiece(length)) {
            final int whole = parts.writer().wholeHeaderLength() + length;
            queue.addInt(whole);
            parts.writer().putWhole(queue.target(), queue.extend(whole), buffer, offset, length);
        } else {
            holdPieces(buffer, offset, length);
        }
        return true;
    }

    private void holdPieces(final DirectBuffer buffer, final int offset, final int length) {
        final MessageWriter writer = parts.writer();
        int done = Math.min(length, pieceLength - writer.firstHeaderLength());
        queue.addInt(writer.firstHeaderLength() + done);
        writer.putFirstHeader(queue.target(), queue.extend(writer.firstHeaderLength()), length);
        queue.add(buffer, offset, done);
        while (done < length) {
            final int piece = Math.min(length - done, pieceLength - writer.nextHeaderLength());
            queue.addInt(writer.nextHeaderLength() + piece);
            writer.putNextHeader(queue.target(), queue.extend(writer.nextHeaderLength()));
            queue.add(buffer, offset + done, piece);
            done += piece;
        }
    }

    /** @return bytes that a message takes in the queue, with all headers */
    private long heldLength(final int length) {
        final MessageWriter writer = parts.writer();
        if (isOnePiece(length)) {
            return (long) Integer.BYTES + writer.wholeHeaderLength() + length;
        }
        final int rest = length - (pieceLength - writer.firstHeaderLength());
        final int nextLength = pieceLength - writer.nextHeaderLength();
        final long nextPieces = (Math.max(0, rest) + nextLength - 1L) / nextLength;
        return Integer.BYTES
                + writer.firstHeaderLength()
                + nextPieces * (Integer.BYTES + writer.nextHeaderLength())
                + length;
    }

    /** Looks for the publication, and moves what waits. @return false when the publication is of no more use */
    boolean work(final long nowNs) {
        if (publication == null) {
            publication = parts.aeron().getExclusivePublication(registrationId);
            if (publication != null && publication.maxPayloadLength() < pieceLength) {
                // A driver that caps what was asked for: nothing fits.
                return false;
            }
        }
        while (publication != null && !queue.isEmpty()) {
            final int length = queue.buffer().getInt(queue.head(), ByteOrder.LITTLE_ENDIAN);
            final long position = claim(length);
            if (position <= 0) {
                return !isUseless(position);
            }
            queue.buffer()
                    .getBytes(
                            queue.head() + Integer.BYTES,
                            parts.claim().buffer(),
                            parts.claim().offset(),
                            length);
            parts.claim().commit();
            queue.remove(Integer.BYTES + length);
            progressNs = nowNs;
        }
        return true;
    }

    /** @return when it is to be given up, if nothing happens until then */
    long deadlineNs() {
        if (queue.isEmpty()) {
            final long idleNs = parts.config().idleTimeout().toNanos();
            return lastUsedNs + (route.isIpc() ? MEMORY_PATIENCE * idleNs : idleNs);
        }
        return progressNs
                + (isConnected
                        ? parts.config().stallTimeout().toNanos()
                        : parts.config().connectTimeout().toNanos());
    }

    /** Ends it; what waits is lost and counted, what Aeron has taken still leaves. */
    void end() {
        parts.counters().add(parts.traits().counts().bytesLost(), queue.length());
        parts.counters().increment(AeronCounter.PUBLICATIONS_CLOSED);
        queue.release();
        closePublication();
    }

    private void closePublication() {
        if (publication != null) {
            publication.close();
        } else {
            parts.aeron().asyncRemovePublication(registrationId);
        }
    }
}
