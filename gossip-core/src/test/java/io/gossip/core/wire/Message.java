package io.gossip.core.wire;

import io.gossip.Incarnation;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSink;
import io.gossip.store.OwnerDigest;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** A message as a value: what a test writes, and what a {@link RecordingHandler} saw. Equality is equality of content. */
sealed interface Message {
    /** @return whether all of it is in the packet; otherwise nothing of it is */
    boolean tryWrite(PacketEncoder packet);

    record Ping(int sequence, long target, Incarnation own, long ownVersion, long rootHash, NodeStatus status)
            implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryPing(sequence, target, own, ownVersion, rootHash, status);
        }
    }

    record Ack(int sequence, Incarnation own, long ownVersion, long rootHash, NodeStatus status) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryAck(sequence, own, ownVersion, rootHash, status);
        }
    }

    record PingRequest(int sequence, long target, long budgetUs) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryPingRequest(sequence, target, budgetUs);
        }
    }

    record Nack(int sequence) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryNack(sequence);
        }
    }

    record Member(MemberClaim claim) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryMember(claim);
        }
    }

    record Join(JoinRequest request) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryJoin(request);
        }
    }

    record Reply(JoinReply reply) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.tryJoinReply(reply);
        }
    }

    /** What came in a packet of another cluster; not written by itself. */
    record Foreign(Message message) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return message.tryWrite(packet);
        }
    }

    record Sync(boolean requestReply, long membersHash) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            return packet.trySync(requestReply, membersHash);
        }
    }

    record Row(int ownerPrefix, int generationTag, int versionLow) {}

    record Entry(long owner, long counter, long nonce, long frontier, long floor, boolean complete, boolean staged) {}

    record Digest(
            DigestKind kind,
            int rangeFrom,
            int rangeTo,
            long ownersHash,
            long membersHash,
            List<Row> rows,
            List<Entry> entries)
            implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            if (packet.remaining() < length() || !packet.tryBeginDigest(kind, rangeFrom, ownersHash, membersHash)) {
                return false;
            }
            boolean fitted = packet.digestRoom() >= rows.size();
            for (final Row row : rows) {
                fitted &= packet.tryDigestRow(row.ownerPrefix, row.generationTag, row.versionLow);
            }
            for (final Entry e : entries) {
                fitted &= packet.tryDigestEntry(
                        new OwnerDigest().set(e.owner, e.counter, e.nonce, e.frontier, e.floor, e.complete, e.staged));
            }
            packet.endDigest(rangeTo);
            assertFits(fitted);
            return true;
        }

        private int length() {
            return 12 + 25 + 8 + 12 * rows.size() + 41 * entries.size();
        }
    }

    /** Key and value in hexadecimal, so that equality is of content. */
    record Write(long version, int kind, String key, String value) {
        static Write of(final long version, final int kind, final byte[] key, final byte[] value) {
            return new Write(
                    version, kind, HexFormat.of().formatHex(key), HexFormat.of().formatHex(value));
        }
    }

    record Chunk(
            NodeId owner,
            long counter,
            long nonce,
            long from,
            long to,
            long target,
            long purgeFloor,
            int flags,
            List<Write> writes)
            implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            final ChunkSink sink = packet.chunkSink();
            if (!sink.tryBegin(owner, counter, nonce, from, target, purgeFloor, flags)) {
                return false;
            }
            for (final Write write : writes) {
                final DirectBuffer key = NioBuffer.wrapping(HexFormat.of().parseHex(write.key));
                final DirectBuffer value = NioBuffer.wrapping(HexFormat.of().parseHex(write.value));
                if (!sink.tryAdd(write.version, write.kind, key, 0, key.capacity(), value, 0, value.capacity())) {
                    sink.abort();
                    return false;
                }
            }
            sink.end(to);
            return true;
        }
    }

    record RumorId(long owner, int generationTag, int versionLow) {}

    record RumorIds(List<RumorId> ids) implements Message {
        @Override
        public boolean tryWrite(final PacketEncoder packet) {
            if (packet.remaining() < 12 + 4 + 16 * ids.size() || !packet.tryBeginRumorIds()) {
                return false;
            }
            boolean fitted = true;
            for (final RumorId id : ids) {
                fitted &= packet.tryRumorId(id.owner, id.generationTag, id.versionLow);
            }
            packet.endRumorIds();
            assertFits(fitted);
            return true;
        }
    }

    private static void assertFits(final boolean fitted) {
        if (!fitted) {
            throw new AssertionError("refused although there was room for it");
        }
    }
}
