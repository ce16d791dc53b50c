package io.gossip.core.wire;

import io.gossip.NodeAddress;
import io.gossip.core.wire.sbe.MessageHeaderDecoder;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.store.KeyedHash;
import org.agrona.DirectBuffer;

/**
 * Reads received packets, which may be anything at all, and hands their messages to a handler. One thread; not from
 * inside the handler.
 *
 * <ol>
 *   <li>No bytes throw: every packet ends in a verdict, and every refusal in a counter. Only what the handler itself
 *       throws comes out.
 *   <li>Nothing is read outside the packet. Every length is compared with what is left before it is used.
 *   <li>A message is checked as a whole, groups and data included, before it is dispatched. The first malformed one ends
 *       the packet: those before it were dispatched, it and those behind it are not.
 *   <li>A message of an unknown template, another schema, or with an unknown code is skipped; the rest is read.
 *   <li>Work is linear in the length of the packet, and memory does not depend on lengths read from it: every element of
 *       a group takes bytes of the packet.
 *   <li>Ping, ack, ping request, nack, sync, digest, chunk and rumor ids allocate nothing, provided that the packets come
 *       in the same memory and the chunk's owner was seen before.
 * </ol>
 */
public final class PacketDecoder {
    private final long clusterHash;
    private final WireCounters counters;
    private final PacketMemory packets = new PacketMemory();
    private final PacketChecksum checksum = new PacketChecksum();
    private final PacketOrigin origin = new PacketOrigin();
    private final MessageFrame frame = new MessageFrame();
    private final MessageDecoder messages;

    /**
     * @param hash the cluster's, for ids of members
     * @param clusterHash what packets of this cluster carry
     * @param members how many members' ids, addresses and incarnations are kept so that they need not be made anew, from 1
     * @param counters where refusals are counted; this decoder becomes their only writer
     */
    public PacketDecoder(final KeyedHash hash, final long clusterHash, final int members, final WireCounters counters) {
        this.clusterHash = clusterHash;
        this.counters = counters;
        messages = new MessageDecoder(hash, members, origin);
    }

    /**
     * Reads one packet.
     *
     * @param lane which way it came; the format is the same on both
     * @param source from where, as the transport sees it; handed through
     * @param buffer holds it, is only read, and is not kept but for its memory
     * @param offset where it begins
     * @param length its bytes, from 0; {@code [offset, offset + length)} lies inside the buffer
     * @param handler called for each message during the call
     * @return what became of it
     */
    public PacketVerdict decode(
            final Lane lane,
            final NodeAddress source,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final MessageHandler handler) {
        final NioBuffer packet = packets.of(buffer, offset, length);
        final int begin = packets.begin();
        PacketVerdict verdict = refusalOrNull(packet, begin, length);
        if (verdict == null) {
            origin.set(lane, source, longAt(packet, begin + PacketDescriptor.SENDER_HASH_OFFSET));
            verdict = longAt(packet, begin + PacketDescriptor.CLUSTER_HASH_OFFSET) == clusterHash
                    ? decodeMessages(packet, begin, begin + length, handler)
                    : decodeForeignMessages(packet, begin, begin + length, handler);
        }
        counters.increment(WireCounter.of(verdict));
        return verdict;
    }

    private PacketVerdict refusalOrNull(final NioBuffer buffer, final int offset, final int length) {
        if (length < PacketDescriptor.HEADER_LENGTH) {
            return PacketVerdict.TOO_SHORT;
        }
        final short magic = buffer.getShort(offset + PacketDescriptor.MAGIC_OFFSET, PacketDescriptor.BYTE_ORDER);
        if (magic != (short) PacketDescriptor.MAGIC) {
            return PacketVerdict.BAD_MAGIC;
        }
        if (buffer.getByte(offset + PacketDescriptor.VERSION_OFFSET) != PacketDescriptor.WIRE_VERSION) {
            return PacketVerdict.BAD_VERSION;
        }
        if (buffer.getByte(offset + PacketDescriptor.FLAGS_OFFSET) != 0) {
            return PacketVerdict.BAD_FLAGS;
        }
        final int crc = buffer.getInt(offset + PacketDescriptor.CRC_OFFSET, PacketDescriptor.BYTE_ORDER);
        return crc == checksum.of(buffer, offset, length) ? null : PacketVerdict.BAD_CRC;
    }

    private PacketVerdict decodeMessages(
            final NioBuffer buffer, final int offset, final int end, final MessageHandler handler) {
        int index = offset + PacketDescriptor.HEADER_LENGTH;
        while (index < end) {
            final int frameEnd = frameEnd(buffer, index, end);
            if (frameEnd < 0) {
                return PacketVerdict.MALFORMED;
            }
            final MessageOutcome outcome =
                    messages.decode(frame.set(buffer, index + PacketDescriptor.FRAME_LENGTH_LENGTH, frameEnd), handler);
            counters.increment(WireCounter.of(outcome));
            if (outcome == MessageOutcome.MALFORMED) {
                return PacketVerdict.MALFORMED;
            }
            index = frameEnd;
        }
        return PacketVerdict.ACCEPTED;
    }

    /** Of another cluster nothing is counted but the packet, and trouble in it ends the reading without a word. */
    private PacketVerdict decodeForeignMessages(
            final NioBuffer buffer, final int offset, final int end, final MessageHandler handler) {
        int index = offset + PacketDescriptor.HEADER_LENGTH;
        while (index < end) {
            final int frameEnd = frameEnd(buffer, index, end);
            if (frameEnd < 0) {
                break;
            }
            final MessageOutcome outcome = messages.decodeForeign(
                    frame.set(buffer, index + PacketDescriptor.FRAME_LENGTH_LENGTH, frameEnd), handler);
            if (outcome == MessageOutcome.MALFORMED) {
                break;
            }
            index = frameEnd;
        }
        return PacketVerdict.OTHER_CLUSTER;
    }

    /** @return behind the message whose frame begins at the index, or -1 when it has no room for a header or for itself */
    private static int frameEnd(final NioBuffer buffer, final int index, final int end) {
        final int start = index + PacketDescriptor.FRAME_LENGTH_LENGTH;
        if (PacketDescriptor.FRAME_LENGTH_LENGTH > end - index) {
            return -1;
        }
        final int length = buffer.getInt(index, PacketDescriptor.BYTE_ORDER);
        return length < MessageHeaderDecoder.ENCODED_LENGTH || length > end - start ? -1 : start + length;
    }

    private static long longAt(final NioBuffer buffer, final int index) {
        return buffer.getLong(index, PacketDescriptor.BYTE_ORDER);
    }
}
