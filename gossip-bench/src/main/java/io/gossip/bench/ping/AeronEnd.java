package io.gossip.bench.ping;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.gossip.transport.aeron.driver.DriverConnection;
import io.gossip.transport.aeron.driver.Pauses;
import org.agrona.DirectBuffer;

/** Aeron alone: a publication and a subscription, by a driver like that of the transport, with the same pauses. */
final class AeronEnd implements PingEnd {
    private static final int STREAM_ID = 1;
    private static final int FRAGMENTS = 64;

    /** Once at the end of a term. */
    private static final int ADMIN_RETRIES = 3;

    private final DriverConnection connection;
    private final boolean isIpc;
    private final int termLength;
    private final BufferClaim claim = new BufferClaim();
    private final Subscription subscription;
    private final Pauses pauses;
    private final FragmentHandler adapter =
            (buffer, offset, length, header) -> this.handler.onPacket(buffer, offset, length);
    private final int port;
    private ExclusivePublication publication;
    private Handler handler;

    /**
     * @param isIpc whether both ends have one driver and use its memory; a port is a stream then
     * @param maxParkNs longest pause between two looks at what has come
     */
    AeronEnd(final DriverConnection connection, final boolean isIpc, final int termLength, final long maxParkNs) {
        this.connection = connection;
        this.isIpc = isIpc;
        this.termLength = termLength;
        this.pauses = new Pauses(maxParkNs);
        if (isIpc) {
            // A number that the driver gives out once.
            port = (int) (connection.aeron().nextCorrelationId() & Integer.MAX_VALUE);
            subscription = connection.aeron().addSubscription("aeron:ipc", port);
        } else {
            subscription = connection
                    .aeron()
                    .addSubscription("aeron:udp?reliable=false|endpoint=" + PingVariant.HOST + ":0", STREAM_ID);
            port = boundPort();
        }
    }

    private int boundPort() {
        while (subscription.localSocketAddresses().isEmpty()) {
            connection.work();
            Thread.onSpinWait();
        }
        final String bound = subscription.localSocketAddresses().get(0);
        return Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void connect(final int peer) {
        final Aeron aeron = connection.aeron();
        final String term = "term-length=" + termLength;
        publication = isIpc
                ? aeron.addExclusivePublication("aeron:ipc?" + term, peer)
                : aeron.addExclusivePublication(
                        "aeron:udp?endpoint=" + PingVariant.HOST + ":" + peer + "|" + term, STREAM_ID);
    }

    @Override
    public boolean trySend(final DirectBuffer buffer, final int offset, final int length) {
        long position = Publication.ADMIN_ACTION;
        for (int i = 0; i < ADMIN_RETRIES && position == Publication.ADMIN_ACTION; i++) {
            position = publication.tryClaim(length, claim);
        }
        if (position <= 0) {
            return false;
        }
        buffer.getBytes(offset, claim.buffer(), claim.offset(), length);
        claim.commit();
        return true;
    }

    @Override
    public int poll(final Handler to) {
        handler = to;
        connection.work();
        return subscription.poll(adapter, FRAGMENTS);
    }

    @Override
    public void idle(final boolean hasWorked) {
        pauses.idle(hasWorked ? 1 : 0);
    }

    @Override
    public void close() {
        connection.close();
    }
}
