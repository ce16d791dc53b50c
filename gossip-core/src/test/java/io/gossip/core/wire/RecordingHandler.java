package io.gossip.core.wire;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.core.wire.sbe.AckDecoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.GenerationDecoder;
import io.gossip.core.wire.sbe.NackDecoder;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;
import io.gossip.core.wire.sbe.SyncDecoder;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSource;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads every message to its last byte and keeps it as a value. */
final class RecordingHandler implements MessageHandler {
    final List<Message> messages = new ArrayList<>();
    final List<String> origins = new ArrayList<>();

    private void add(final PacketOrigin from, final Message message) {
        origins.add(from.toString());
        messages.add(message);
    }

    @Override
    public void onPing(final PacketOrigin from, final PingDecoder ping) {
        add(
                from,
                new Message.Ping(
                        (int) ping.sequence(),
                        ping.target(),
                        incarnation(ping.generation(), ping.refutation()),
                        ping.ownVersion(),
                        ping.rootHash(),
                        ReportedStatus.fromCode(ping.status())));
    }

    @Override
    public void onAck(final PacketOrigin from, final AckDecoder ack) {
        add(
                from,
                new Message.Ack(
                        (int) ack.sequence(),
                        incarnation(ack.generation(), ack.refutation()),
                        ack.ownVersion(),
                        ack.rootHash(),
                        ReportedStatus.fromCode(ack.status())));
    }

    @Override
    public void onPingRequest(final PacketOrigin from, final PingRequestDecoder request) {
        add(from, new Message.PingRequest((int) request.sequence(), request.target(), request.budgetUs()));
    }

    @Override
    public void onNack(final PacketOrigin from, final NackDecoder nack) {
        add(from, new Message.Nack((int) nack.sequence()));
    }

    @Override
    public void onMember(final PacketOrigin from, final MemberClaim claim) {
        add(from, new Message.Member(claim));
    }

    @Override
    public void onJoin(final PacketOrigin from, final JoinRequest join) {
        add(from, new Message.Join(join));
    }

    @Override
    public void onJoinReply(final PacketOrigin from, final JoinReply reply) {
        add(from, new Message.Reply(reply));
    }

    @Override
    public void onSync(final PacketOrigin from, final SyncDecoder sync) {
        add(from, new Message.Sync((sync.flags() & MessageFlags.SYNC_REPLY) != 0, sync.membersHash()));
    }

    @Override
    public void onDigest(final PacketOrigin from, final DigestDecoder digest) {
        final List<Message.Row> rows = new ArrayList<>();
        for (final DigestDecoder.RowsDecoder row : digest.rows()) {
            rows.add(new Message.Row((int) row.ownerPrefix(), (int) row.generationTag(), (int) row.versionLow()));
        }
        final List<Message.Entry> entries = new ArrayList<>();
        for (final DigestDecoder.EntriesDecoder e : digest.entries()) {
            entries.add(new Message.Entry(
                    e.owner(),
                    e.generation().counter(),
                    e.generation().nonce(),
                    e.frontier(),
                    e.floor(),
                    (e.flags() & MessageFlags.DIGEST_COMPLETE) != 0,
                    (e.flags() & MessageFlags.DIGEST_STAGED) != 0));
        }
        add(
                from,
                new Message.Digest(
                        DigestKind.fromCodeOrNull(digest.kind()),
                        (int) digest.rangeFrom(),
                        (int) digest.rangeTo(),
                        digest.ownersHash(),
                        digest.membersHash(),
                        rows,
                        entries));
    }

    @Override
    public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
        final List<Message.Write> writes = writes(chunk);
        chunk.rewind();
        if (!writes.equals(writes(chunk))) {
            throw new AssertionError("a second pass gives other entries");
        }
        add(
                from,
                new Message.Chunk(
                        chunk.owner(),
                        chunk.counter(),
                        chunk.nonce(),
                        chunk.fromVersionExclusive(),
                        chunk.toVersion(),
                        chunk.targetVersion(),
                        chunk.purgeFloor(),
                        (chunk.isReset() ? ChunkFlags.RESET : 0) | (chunk.isRumor() ? ChunkFlags.RUMOR : 0),
                        writes));
    }

    private static List<Message.Write> writes(final ChunkSource chunk) {
        final List<Message.Write> writes = new ArrayList<>();
        while (chunk.next()) {
            final DirectBuffer buffer = chunk.entryBuffer();
            final byte[] key = new byte[chunk.keyLength()];
            buffer.getBytes(chunk.keyOffset(), key);
            final byte[] value = new byte[chunk.valueLength()];
            buffer.getBytes(chunk.valueOffset(), value);
            writes.add(Message.Write.of(chunk.entryVersion(), chunk.entryKind(), key, value));
        }
        return writes;
    }

    @Override
    public void onRumorIds(final PacketOrigin from, final RumorIdsDecoder message) {
        final List<Message.RumorId> ids = new ArrayList<>();
        for (final RumorIdsDecoder.IdsDecoder id : message.ids()) {
            ids.add(new Message.RumorId(id.owner(), (int) id.generationTag(), (int) id.versionLow()));
        }
        add(from, new Message.RumorIds(ids));
    }

    @Override
    public void onForeignJoin(final PacketOrigin from, final JoinRequest join) {
        add(from, new Message.Foreign(new Message.Join(join)));
    }

    @Override
    public void onForeignJoinReply(final PacketOrigin from, final JoinReply reply) {
        add(from, new Message.Foreign(new Message.Reply(reply)));
    }

    private static Incarnation incarnation(final GenerationDecoder generation, final long refutation) {
        return new Incarnation(new Generation(generation.counter(), generation.nonce()), refutation);
    }
}
