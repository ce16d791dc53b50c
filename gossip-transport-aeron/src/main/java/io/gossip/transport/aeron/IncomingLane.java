package io.gossip.transport.aeron;

import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.gossip.NodeAddress;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.queue.MemoryBudget;
import io.gossip.transport.aeron.message.MessageReader;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The receiving half of one lane. What is one piece is copied out of Aeron's memory before it is handed over: a handler may
 * keep the thread as long as it likes, and sees the same kind of buffer with every transport. Driving thread only.
 */
final class IncomingLane implements ControlledFragmentHandler {
    /** Pieces looked at in one poll: a long message has many, and none but the last counts. */
    private static final int PIECES_PER_POLL = 256;

    /** A message in one piece may be this much longer than a packet: the piece has the longest header's room. */
    private static final int SLACK = 64;

    private final LaneTraits traits;
    private final AeronCounters counters;
    private final UseGate gate;
    private final MemoryBudget memory;
    private final long timeoutNs;
    private final NioBuffer piece;
    private final Long2ObjectHashMap<IncomingStream> streams = new Long2ObjectHashMap<>();
    private final ControlledFragmentHandler peeking = this::onPeek;
    private boolean isSomethingThere;
    private int incomplete;
    private PacketHandler handler;
    private long nowNs;
    private int left;
    private Throwable thrown;

    /** @param gate says whether a handler has closed the transport */
    IncomingLane(
            final AeronTransportConfig config,
            final LaneTraits traits,
            final AeronCounters counters,
            final UseGate gate) {
        this.traits = traits;
        this.counters = counters;
        this.gate = gate;
        this.memory = new MemoryBudget(config.streams().memoryLength());
        this.timeoutNs = config.streams().messageTimeout().toNanos();
        this.piece = NioBuffer.allocateDirect(config.maxPacketLength() + SLACK);
    }

    LaneTraits traits() {
        return traits;
    }

    /** @return how many packets or messages were handed over */
    int poll(final Subscription subscription, final PacketHandler to, final int limit, final long now) {
        if (limit <= 0) {
            return 0;
        }
        handler = to;
        nowNs = now;
        left = limit;
        try {
            subscription.controlledPoll(this, Math.max(limit, PIECES_PER_POLL));
        } finally {
            handler = null;
        }
        rethrow();
        return limit - left;
    }

    /** What a handler throws passes through, though Aeron would keep it for itself. */
    private void rethrow() {
        final Throwable toThrow = thrown;
        thrown = null;
        if (toThrow instanceof final Error error) {
            throw error;
        }
        if (toThrow instanceof final RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public Action onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        if (isOver()) {
            // Another publication's turn in the same poll.
            return Action.ABORT;
        }
        final IncomingStream stream = streamOf((Image) header.context());
        final MessageReader reader = stream.reader();
        final int end = offset + length;
        switch (reader.read(buffer, offset, length)) {
            case WHOLE -> onWhole(stream, buffer, reader.bytesOffset(), end - reader.bytesOffset());
            case FIRST -> onFirst(stream, buffer, reader.bytesOffset(), end - reader.bytesOffset());
            case NEXT -> onNext(stream, buffer, reader.bytesOffset(), end - reader.bytesOffset());
            case MALFORMED -> counters.increment(AeronCounter.STRANGERS_REFUSED);
        }
        return isOver() ? Action.BREAK : Action.CONTINUE;
    }

    private boolean isOver() {
        return left == 0 || thrown != null || gate.isClosed();
    }

    private IncomingStream streamOf(final Image image) {
        IncomingStream stream = streams.get(image.correlationId());
        if (stream == null) {
            stream = new IncomingStream(memory);
            streams.put(image.correlationId(), stream);
        }
        return stream;
    }

    private void onWhole(final IncomingStream stream, final DirectBuffer buffer, final int offset, final int length) {
        tearOff(stream);
        if (length > traits.maxLength()) {
            counters.increment(traits.counts().overlong());
        } else if (length <= piece.capacity()) {
            piece.putBytes(0, buffer, offset, length);
            handOver(stream.reader().source(), piece, 0, length);
        } else {
            // From a sender whose pieces are longer than ours.
            begin(stream, length);
            onNext(stream, buffer, offset, length);
        }
    }

    private void onFirst(final IncomingStream stream, final DirectBuffer buffer, final int offset, final int length) {
        tearOff(stream);
        if (stream.reader().messageLength() > traits.maxLength()) {
            counters.increment(traits.counts().overlong());
            return;
        }
        begin(stream, stream.reader().messageLength());
        onNext(stream, buffer, offset, length);
    }

    private void begin(final IncomingStream stream, final int length) {
        stream.begin(stream.reader().source(), length, nowNs);
        incomplete++;
    }

    /** Before a message begins, the one before it must be complete. */
    private void tearOff(final IncomingStream stream) {
        if (stream.isWithinMessage()) {
            drop(stream, AeronCounter.MESSAGES_TORN);
        }
    }

    private void onNext(final IncomingStream stream, final DirectBuffer buffer, final int offset, final int length) {
        if (!stream.isWithinMessage()) {
            // The rest of a message that was dropped, or whose begin was before our time.
            return;
        }
        if (!stream.hasRoomFor(length)) {
            drop(stream, AeronCounter.STRANGERS_REFUSED);
        } else if (!stream.tryAdd(buffer, offset, length)) {
            drop(stream, AeronCounter.MESSAGES_OUT_OF_MEMORY);
        } else if (stream.isComplete()) {
            handOver(stream.source(), stream.buffer(), stream.offset(), stream.length());
            incomplete--;
            stream.reset();
        }
    }

    private void drop(final IncomingStream stream, final AeronCounter reason) {
        counters.increment(reason);
        incomplete--;
        stream.release();
    }

    private void handOver(final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        left--;
        counters.add(traits.counts().received(), traits.counts().bytesReceived(), length);
        try {
            handler.onPacket(traits.lane(), source, buffer, offset, length);
        } catch (final RuntimeException | Error e) {
            thrown = e;
        }
    }

    /** @return whether something can be polled; takes nothing */
    boolean isReadable(final Subscription subscription) {
        isSomethingThere = false;
        subscription.controlledPoll(peeking, 1);
        return isSomethingThere;
    }

    private Action onPeek(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        isSomethingThere = true;
        return Action.ABORT;
    }

    void onAvailable(final Image image) {
        counters.increment(AeronCounter.IMAGES_AVAILABLE);
    }

    void onUnavailable(final Image image) {
        counters.increment(AeronCounter.IMAGES_UNAVAILABLE);
        final IncomingStream stream = streams.remove(image.correlationId());
        if (stream != null) {
            tearOff(stream);
            stream.release();
        }
    }

    /** Drops messages whose rest does not come. */
    void work(final long now) {
        if (incomplete == 0) {
            return;
        }
        for (final IncomingStream stream : streams.values()) {
            if (stream.isWithinMessage() && now - stream.beganNs() >= timeoutNs) {
                drop(stream, AeronCounter.MESSAGES_TIMED_OUT);
            }
        }
    }

    /** Forgets all that came over one connection to the driver. */
    void clear() {
        for (final IncomingStream stream : streams.values()) {
            tearOff(stream);
            stream.release();
        }
        streams.clear();
    }
}
