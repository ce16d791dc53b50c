package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gossip.NodeStatus;
import io.gossip.core.wire.sbe.AckDecoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.NackDecoder;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;
import io.gossip.core.wire.sbe.SyncDecoder;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSource;
import io.gossip.store.OwnerDigest;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What an idle or busy cluster sends all the time costs no garbage, as measured by the JVM itself. */
class AllocationTest {
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 10_000;
    private static final int MAX_ROUNDS = 12;
    private static final int MESSAGES = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PacketEncoder encoder = Samples.encoder();
    private final WireCounters counters = new WireCounters();
    private final PacketDecoder decoder = new PacketDecoder(Samples.HASH, Samples.CLUSTER, 1_000, counters);
    private final SummingHandler handler = new SummingHandler();
    private final NioBuffer received = NioBuffer.allocateDirect(Samples.LIMIT);
    private final NioBuffer bytes = NioBuffer.allocate(64);
    private final OwnerDigest entry = new OwnerDigest().set(1, 2, 3, 4, 5, true, false);

    /**
     * The compiler itself allocates some hundred bytes on the running thread when it swaps code in, at a time nobody
     * knows; what the code allocates comes back in every round.
     */
    @Test
    void shouldAllocateNothingOncePacketsHaveComeBefore() {
        run(WARM_UP);
        long allocated = Long.MAX_VALUE;
        int rounds = 0;
        while (allocated != 0 && rounds++ < MAX_ROUNDS) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(MEASURED);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertEquals(0, allocated);
        assertEquals((long) MESSAGES * (WARM_UP + rounds * MEASURED), counters.value(WireCounter.MESSAGES_DISPATCHED));
        assertTrue(handler.sum != 0);
    }

    private void run(final int packets) {
        for (int i = 0; i < packets; i++) {
            final int length = encode(i);
            encoder.buffer().getBytes(0, received, 0, length);
            decoder.decode(Samples.lane(), Samples.SOURCE, received, 0, length, handler);
        }
    }

    private int encode(final int sequence) {
        encoder.begin(Samples.LIMIT);
        encoder.tryPing(sequence, 1, Samples.LIFE, 2, 3, NodeStatus.UP);
        encoder.tryAck(sequence, Samples.LIFE, 2, 3, NodeStatus.UP);
        encoder.tryPingRequest(sequence, 1, 2);
        encoder.tryNack(sequence);
        encoder.trySync(true, 4);
        encoder.tryBeginDigest(DigestKind.OFFER, 0, 5, 6);
        encoder.tryDigestRow(1, 2, 3);
        encoder.tryDigestRow(4, 5, 6);
        encoder.tryDigestEntry(entry);
        encoder.endDigest(-1);
        encoder.chunkSink().tryBegin(Samples.SENDER, 1, 2, 0, 2, 0, 0);
        encoder.chunkSink().tryAdd(1, 1, bytes, 0, 8, bytes, 8, 56);
        encoder.chunkSink().tryAdd(2, 2, bytes, 0, 7, null, 0, 0);
        encoder.chunkSink().end(2);
        encoder.tryBeginRumorIds();
        encoder.tryRumorId(1, 2, 3);
        encoder.endRumorIds();
        return encoder.end();
    }

    /** Reads what a core would read. */
    private static final class SummingHandler implements MessageHandler {
        private long sum;

        @Override
        public void onPing(final PacketOrigin from, final PingDecoder ping) {
            sum += from.senderHash() + ping.sequence() + ping.generation().counter() + ping.refutation();
        }

        @Override
        public void onAck(final PacketOrigin from, final AckDecoder ack) {
            sum += ack.sequence() + ack.rootHash();
        }

        @Override
        public void onPingRequest(final PacketOrigin from, final PingRequestDecoder request) {
            sum += request.budgetUs();
        }

        @Override
        public void onNack(final PacketOrigin from, final NackDecoder nack) {
            sum += nack.sequence();
        }

        @Override
        public void onSync(final PacketOrigin from, final SyncDecoder sync) {
            sum += sync.membersHash();
        }

        @Override
        public void onDigest(final PacketOrigin from, final DigestDecoder digest) {
            for (final DigestDecoder.RowsDecoder row : digest.rows()) {
                sum += row.ownerPrefix() + row.versionLow();
            }
            for (final DigestDecoder.EntriesDecoder e : digest.entries()) {
                sum += e.owner() + e.generation().nonce() + e.frontier();
            }
        }

        @Override
        public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
            sum += chunk.owner().length();
            while (chunk.next()) {
                final DirectBuffer buffer = chunk.entryBuffer();
                sum += chunk.entryVersion() + chunk.keyLength() + chunk.valueLength();
                sum += buffer.getByte(chunk.keyOffset());
            }
        }

        @Override
        public void onRumorIds(final PacketOrigin from, final RumorIdsDecoder ids) {
            for (final RumorIdsDecoder.IdsDecoder id : ids.ids()) {
                sum += id.owner() + id.versionLow();
            }
        }

        @Override
        public void onMember(final PacketOrigin from, final MemberClaim claim) {
            throw new AssertionError("not sent, claim=" + claim);
        }

        @Override
        public void onJoin(final PacketOrigin from, final JoinRequest join) {
            throw new AssertionError("not sent, join=" + join);
        }

        @Override
        public void onJoinReply(final PacketOrigin from, final JoinReply reply) {
            throw new AssertionError("not sent, reply=" + reply);
        }

        @Override
        public void onForeignJoin(final PacketOrigin from, final JoinRequest join) {
            throw new AssertionError("not sent, join=" + join);
        }

        @Override
        public void onForeignJoinReply(final PacketOrigin from, final JoinReply reply) {
            throw new AssertionError("not sent, reply=" + reply);
        }
    }
}
