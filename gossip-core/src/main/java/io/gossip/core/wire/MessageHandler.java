package io.gossip.core.wire;

import io.gossip.core.wire.sbe.AckDecoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.NackDecoder;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;
import io.gossip.core.wire.sbe.SyncDecoder;
import io.gossip.store.ChunkSource;

/**
 * Receives the messages of a packet in their order, from {@link PacketDecoder#decode}. Each is well-formed: its groups
 * lie inside the packet, counters and versions are not negative, codes are known but for the status in pings and acks
 * (which {@link ReportedStatus} reads), ids and addresses are valid. Nothing
 * else is promised: any number in range may be forged. Origin, decoders and chunk are reused and valid during the
 * callback only; records may be kept. What a handler throws leaves the decoder through {@code decode}.
 */
public interface MessageHandler {
    /** Someone asks whether this node is alive. */
    void onPing(PacketOrigin from, PingDecoder ping);

    /** The answer to a ping. */
    void onAck(PacketOrigin from, AckDecoder ack);

    /** Someone cannot reach the target and asks this node to try. */
    void onPingRequest(PacketOrigin from, PingRequestDecoder request);

    /** The relay is alive, the target did not answer it. */
    void onNack(PacketOrigin from, NackDecoder nack);

    /** A claim about a member. */
    void onMember(PacketOrigin from, MemberClaim claim);

    /** Someone with this cluster's hash wants to join. */
    void onJoin(PacketOrigin from, JoinRequest join);

    /** The verdict on a join of this node. */
    void onJoinReply(PacketOrigin from, JoinReply reply);

    /** The sender's member table follows. */
    void onSync(PacketOrigin from, SyncDecoder sync);

    /** What the sender holds of owners; read the rows before the entries. */
    void onDigest(PacketOrigin from, DigestDecoder digest);

    /** Writes of one owner. */
    void onChunk(PacketOrigin from, ChunkSource chunk);

    /** Writes that can be pulled. */
    void onRumorIds(PacketOrigin from, RumorIdsDecoder ids);

    /** Someone of another cluster wants to join: not to be merged, only to be told. */
    void onForeignJoin(PacketOrigin from, JoinRequest join);

    /** Someone of another cluster says why this node may not join: not to be merged, only to be reported. */
    void onForeignJoinReply(PacketOrigin from, JoinReply reply);
}
