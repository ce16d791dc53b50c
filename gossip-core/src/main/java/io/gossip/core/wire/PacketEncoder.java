package io.gossip.core.wire;

import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeStatus;
import io.gossip.core.wire.sbe.AckEncoder;
import io.gossip.core.wire.sbe.NackEncoder;
import io.gossip.core.wire.sbe.PingEncoder;
import io.gossip.core.wire.sbe.PingRequestEncoder;
import io.gossip.core.wire.sbe.SyncEncoder;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSink;
import io.gossip.store.OwnerDigest;
import org.agrona.DirectBuffer;

/**
 * Fills one packet at a time in a buffer of its own: {@link #begin}, any messages, {@link #end}; then the bytes
 * {@code [0, end())} of {@link #buffer} are the packet, until the next begin. One thread.
 *
 * <ol>
 *   <li>A packet never exceeds the limit it was begun with, in bytes from the packet header to the last message.
 *   <li>Every {@code try} either adds all of its part or returns false and leaves the packet as it was.
 *   <li>Digest, chunk and rumor ids are written in parts; until they are ended no other message may begin, and what is
 *       not ended is not in the packet.
 *   <li>{@link PacketDecoder} gives back the content of everything written here, provided that counters and versions
 *       are not negative.
 *   <li>Nothing is allocated, but for the bytes of texts in joins, and for memory while packets grow longer than any
 *       before.
 * </ol>
 *
 * Calls out of order end in a {@link io.gossip.LifecycleException}: they are errors of this program, not of the network.
 */
public final class PacketEncoder {
    private final PacketChecksum checksum = new PacketChecksum();
    private final PingEncoder ping = new PingEncoder();
    private final AckEncoder ack = new AckEncoder();
    private final PingRequestEncoder pingRequest = new PingRequestEncoder();
    private final NackEncoder nack = new NackEncoder();
    private final SyncEncoder sync = new SyncEncoder();

    private final long clusterHash;
    private final long senderHash;
    private final NioBuffer buffer;
    private final FrameWriter frames;
    private final MembershipWriter membership;
    private final DigestWriter digest;
    private final ChunkWriter chunk;
    private final RumorIdsWriter rumorIds;

    /**
     * @param clusterHash tells clusters apart
     * @param senderHash keyed hash of this node's id
     * @param capacity largest limit of a packet in bytes, at least {@link PacketDescriptor#HEADER_LENGTH}
     * @throws InvalidValueException when the capacity is below that
     */
    public PacketEncoder(final long clusterHash, final long senderHash, final int capacity) {
        if (capacity < PacketDescriptor.HEADER_LENGTH) {
            throw new InvalidValueException("no room for a packet header, capacity=" + capacity);
        }
        this.clusterHash = clusterHash;
        this.senderHash = senderHash;
        frames = new FrameWriter(capacity);
        buffer = frames.buffer;
        membership = new MembershipWriter(frames);
        digest = new DigestWriter(frames);
        chunk = new ChunkWriter(frames);
        rumorIds = new RumorIdsWriter(frames);
        begin(capacity);
    }

    /**
     * Starts an empty packet; what was in the last one is gone.
     *
     * @param limit most bytes of the packet, from {@link PacketDescriptor#HEADER_LENGTH} to the capacity
     * @return this
     * @throws InvalidValueException when the limit is not in that range
     */
    public PacketEncoder begin(final int limit) {
        if (limit < PacketDescriptor.HEADER_LENGTH || limit > frames.capacity()) {
            throw new InvalidValueException(
                    "out of range [" + PacketDescriptor.HEADER_LENGTH + ", " + frames.capacity() + "], limit=" + limit);
        }
        frames.begin(limit);
        return this;
    }

    /** @return whether no message is complete yet */
    public boolean isEmpty() {
        return frames.position() == PacketDescriptor.HEADER_LENGTH;
    }

    /** @return bytes a further message may take, its 12 bytes of frame length and header included; 0 while one is open */
    public int remaining() {
        return frames.room();
    }

    /** @return whether the ping fitted; a target of 0 means whoever listens */
    public boolean tryPing(
            final int sequence,
            final long target,
            final Incarnation own,
            final long ownVersion,
            final long rootHash,
            final NodeStatus status) {
        if (!frames.fits(PingEncoder.BLOCK_LENGTH)) {
            return false;
        }
        ping.wrapAndApplyHeader(buffer, frames.headerIndex(), frames.header)
                .sequence(Integer.toUnsignedLong(sequence))
                .target(target)
                .refutation(own.refutation())
                .ownVersion(ownVersion)
                .rootHash(rootHash)
                .status((short) status.code());
        FrameWriter.put(ping.generation(), own);
        frames.close(ping.limit());
        return true;
    }

    /** @return whether the ack fitted */
    public boolean tryAck(
            final int sequence,
            final Incarnation own,
            final long ownVersion,
            final long rootHash,
            final NodeStatus status) {
        if (!frames.fits(AckEncoder.BLOCK_LENGTH)) {
            return false;
        }
        ack.wrapAndApplyHeader(buffer, frames.headerIndex(), frames.header)
                .sequence(Integer.toUnsignedLong(sequence))
                .refutation(own.refutation())
                .ownVersion(ownVersion)
                .rootHash(rootHash)
                .status((short) status.code());
        FrameWriter.put(ack.generation(), own);
        frames.close(ack.limit());
        return true;
    }

    /**
     * @param sequence comes back in the ack or nack
     * @param target keyed hash of whom to probe
     * @param budgetUs microseconds the requester will still wait; 0 to 2^32 - 1, values outside are brought inside
     * @return whether it fitted
     */
    public boolean tryPingRequest(final int sequence, final long target, final long budgetUs) {
        if (!frames.fits(PingRequestEncoder.BLOCK_LENGTH)) {
            return false;
        }
        pingRequest
                .wrapAndApplyHeader(buffer, frames.headerIndex(), frames.header)
                .sequence(Integer.toUnsignedLong(sequence))
                .target(target)
                .budgetUs(Math.max(0, Math.min(budgetUs, 0xFFFF_FFFFL)));
        frames.close(pingRequest.limit());
        return true;
    }

    /** @return whether the nack fitted */
    public boolean tryNack(final int sequence) {
        if (!frames.fits(NackEncoder.BLOCK_LENGTH)) {
            return false;
        }
        nack.wrapAndApplyHeader(buffer, frames.headerIndex(), frames.header).sequence(Integer.toUnsignedLong(sequence));
        frames.close(nack.limit());
        return true;
    }

    /** @return whether the claim fitted */
    public boolean tryMember(final MemberClaim claim) {
        return membership.tryMember(claim);
    }

    /** @return whether the join fitted */
    public boolean tryJoin(final JoinRequest request) {
        return membership.tryJoin(request);
    }

    /** @return whether the reply fitted */
    public boolean tryJoinReply(final JoinReply reply) {
        return membership.tryJoinReply(reply);
    }

    /** @return whether the announcement of this node's member table, which asks for the other's or not, fitted */
    public boolean trySync(final boolean requestReply, final long membersHash) {
        if (!frames.fits(SyncEncoder.BLOCK_LENGTH)) {
            return false;
        }
        sync.wrapAndApplyHeader(buffer, frames.headerIndex(), frames.header)
                .flags((short) (requestReply ? MessageFlags.SYNC_REPLY : 0))
                .membersHash(membersHash);
        frames.close(sync.limit());
        return true;
    }

    /** @return whether a digest, still without rows, fitted; it is written with the calls below and ended */
    public boolean tryBeginDigest(
            final DigestKind kind, final int rangeFrom, final long ownersHash, final long membersHash) {
        return digest.tryBegin(kind, rangeFrom, ownersHash, membersHash);
    }

    /** @return whether the row fitted; all rows go before the first entry */
    public boolean tryDigestRow(final int ownerPrefix, final int generationTag, final int versionLow) {
        return digest.tryRow(ownerPrefix, generationTag, versionLow);
    }

    /** @return whether the entry fitted; its contents are copied */
    public boolean tryDigestEntry(final OwnerDigest entry) {
        return digest.tryEntry(entry);
    }

    /** @return how many more rows fit; 0 once there is an entry */
    public int digestRoom() {
        return digest.rowRoom();
    }

    /** @param rangeTo last hash prefix covered, inclusive */
    public void endDigest(final int rangeTo) {
        digest.end(rangeTo);
    }

    /** @return cuts chunks straight into this packet, one after the other; the same object for the encoder's life */
    public ChunkSink chunkSink() {
        return chunk;
    }

    /** @return whether rumor ids, with at least one id, would fit; written with the calls below and ended */
    public boolean tryBeginRumorIds() {
        return rumorIds.tryBegin();
    }

    /**
     * @param owner hash of its id
     * @param generationTag short hash of its life
     * @param versionLow lower half of its version
     * @return whether the id fitted
     */
    public boolean tryRumorId(final long owner, final int generationTag, final int versionLow) {
        return rumorIds.tryId(owner, generationTag, versionLow);
    }

    /** Ends the rumor ids; without any id there is no message. */
    public void endRumorIds() {
        rumorIds.end();
    }

    /**
     * Seals the packet with its header and checksum. Further messages may follow, when it is ended again.
     *
     * @return its length in bytes, 0 when there is no message
     */
    public int end() {
        frames.requireClosed();
        if (isEmpty()) {
            return 0;
        }
        buffer.putShort(PacketDescriptor.MAGIC_OFFSET, (short) PacketDescriptor.MAGIC, PacketDescriptor.BYTE_ORDER);
        buffer.putByte(PacketDescriptor.VERSION_OFFSET, (byte) PacketDescriptor.WIRE_VERSION);
        buffer.putByte(PacketDescriptor.FLAGS_OFFSET, (byte) 0);
        buffer.putLong(PacketDescriptor.CLUSTER_HASH_OFFSET, clusterHash, PacketDescriptor.BYTE_ORDER);
        buffer.putLong(PacketDescriptor.SENDER_HASH_OFFSET, senderHash, PacketDescriptor.BYTE_ORDER);
        final int length = frames.position();
        buffer.putInt(PacketDescriptor.CRC_OFFSET, checksum.of(buffer, 0, length), PacketDescriptor.BYTE_ORDER);
        return length;
    }

    /** @return holds the packet from offset 0 */
    public DirectBuffer buffer() {
        return buffer;
    }
}
