package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.spi.NioBuffer;
import io.gossip.store.OwnerDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketEncoderTest {
    private final PacketEncoder encoder = Samples.encoder();

    @Test
    void shouldBeNothingWhenThereIsNoMessage() {
        assertTrue(encoder.isEmpty());
        assertEquals(0, encoder.end());
        assertEquals(Samples.LIMIT - PacketDescriptor.HEADER_LENGTH, encoder.remaining());
    }

    @Test
    void shouldForgetTheLastPacketWhenBegunAgain() {
        assertTrue(encoder.tryNack(1));

        assertTrue(encoder.begin(100).isEmpty());
        assertEquals(0, encoder.end());
        assertEquals(76, encoder.remaining());
    }

    @Test
    void shouldTakeMoreMessagesAfterItWasSealed() {
        assertTrue(encoder.tryNack(1));
        encoder.end();
        assertTrue(encoder.tryNack(2));

        final Reception reception = Reception.of(Samples.sealed(encoder));

        assertEquals(List.of(new Message.Nack(1), new Message.Nack(2)), reception.messages());
    }

    @Test
    void shouldRefuseLimitsItCannotKeep() {
        assertThrows(InvalidValueException.class, () -> new PacketEncoder(1, 2, 23));
        assertThrows(InvalidValueException.class, () -> encoder.begin(Samples.LIMIT + 1));
        assertThrows(InvalidValueException.class, () -> encoder.begin(23));
    }

    @Test
    void shouldSayHowManyDigestRowsFit() {
        encoder.begin(PacketDescriptor.HEADER_LENGTH + 12 + 25 + 8 + 3 * 12 + 11);
        assertTrue(encoder.tryBeginDigest(DigestKind.OFFER, 0, 1, 2));
        for (int room = 3; room > 0; room--) {
            assertEquals(room, encoder.digestRoom());
            assertTrue(encoder.tryDigestRow(room, 0, 0));
        }
        assertEquals(0, encoder.digestRoom());
        assertFalse(encoder.tryDigestRow(9, 0, 0));
        assertFalse(encoder.tryDigestEntry(new OwnerDigest()));
        encoder.endDigest(-1);

        final Reception reception = Reception.of(Samples.sealed(encoder));

        final List<Message.Row> rows =
                List.of(new Message.Row(3, 0, 0), new Message.Row(2, 0, 0), new Message.Row(1, 0, 0));
        assertEquals(List.of(new Message.Digest(DigestKind.OFFER, 0, -1, 1, 2, rows, List.of())), reception.messages());
    }

    @Test
    void shouldTakeADigestEntryOnlyWhenItFitsWithTheDimensionsOfItsGroup() {
        final int exact = PacketDescriptor.HEADER_LENGTH + 12 + 25 + 8 + 41;
        for (int limit = exact - 5; limit <= exact; limit++) {
            assertTrue(encoder.begin(limit).tryBeginDigest(DigestKind.PULL, 0, 1, 2));

            assertEquals(limit == exact, encoder.tryDigestEntry(new OwnerDigest()));
            encoder.endDigest(-1);
            assertTrue(encoder.end() <= limit);
        }
    }

    @Test
    void shouldNotTakeMoreRowsThanAGroupCanCount() {
        final PacketEncoder large = new PacketEncoder(Samples.CLUSTER, 1, 1 << 20);
        assertTrue(large.tryBeginDigest(DigestKind.OFFER, 0, 1, 2));
        assertEquals(65_534, large.digestRoom());
        for (int i = 0; i < 65_534; i++) {
            assertTrue(large.tryDigestRow(i, i, i));
        }
        assertFalse(large.tryDigestRow(0, 0, 0));
        large.endDigest(-1);

        final Message.Digest seen =
                (Message.Digest) Reception.of(Samples.sealed(large)).messages().get(0);

        assertEquals(65_534, seen.rows().size());
        assertEquals(new Message.Row(65_533, 65_533, 65_533), seen.rows().get(65_533));
    }

    @Test
    void shouldRefuseRowsBehindEntries() {
        assertTrue(encoder.tryBeginDigest(DigestKind.PULL, 0, 1, 2));
        assertTrue(encoder.tryDigestEntry(new OwnerDigest()));

        assertEquals(0, encoder.digestRoom());
        assertThrows(LifecycleException.class, () -> encoder.tryDigestRow(1, 2, 3));
    }

    @Test
    void shouldKeepOtherMessagesOutWhileOneIsOpen() {
        assertTrue(encoder.tryBeginDigest(DigestKind.PULL, 0, 1, 2));

        assertEquals(0, encoder.remaining());
        assertThrows(LifecycleException.class, () -> encoder.tryNack(1));
        assertThrows(LifecycleException.class, encoder::end);
        assertThrows(LifecycleException.class, () -> encoder.chunkSink().end(1));
        assertThrows(LifecycleException.class, encoder::endRumorIds);
        encoder.endDigest(0);
        assertTrue(encoder.tryNack(1));
        assertThrows(LifecycleException.class, () -> encoder.endDigest(0));
    }

    @Test
    void shouldTakeBackAChunkThatIsAborted() {
        assertTrue(encoder.tryNack(1));
        final int remaining = encoder.remaining();
        final NioBuffer bytes = NioBuffer.allocate(8);
        assertTrue(encoder.chunkSink().tryBegin(Samples.SENDER, 1, 2, 0, 5, 0, 0));
        assertTrue(encoder.chunkSink().tryAdd(1, 1, bytes, 0, 4, bytes, 4, 4));
        encoder.chunkSink().abort();

        assertEquals(remaining, encoder.remaining());
        assertEquals(
                List.of(new Message.Nack(1)),
                Reception.of(Samples.sealed(encoder)).messages());
    }

    @Test
    void shouldStillCloseAChunkWhenAnEntryWasRefused() {
        final NioBuffer bytes = NioBuffer.allocate(2_000);
        assertTrue(encoder.chunkSink().tryBegin(Samples.SENDER, 1, 2, 0, 5, 0, 0));
        assertTrue(encoder.chunkSink().tryAdd(1, 1, bytes, 0, 4, bytes, 0, 100));
        assertFalse(encoder.chunkSink().tryAdd(2, 1, bytes, 0, 4, bytes, 0, 2_000));
        assertFalse(encoder.chunkSink().tryAdd(2, 1, bytes, 0, 255, bytes, 0, Integer.MAX_VALUE));
        encoder.chunkSink().end(1);

        final Message.Chunk chunk =
                (Message.Chunk) Reception.of(Samples.sealed(encoder)).messages().get(0);

        assertEquals(1, chunk.to());
        assertEquals(5, chunk.target());
        assertEquals(List.of(Message.Write.of(1, 1, new byte[4], new byte[100])), chunk.writes());
    }

    @Test
    void shouldTakeATombstoneWithoutAValueBuffer() {
        final NioBuffer key = NioBuffer.wrapping(Samples.utf8("k"));
        assertTrue(encoder.chunkSink().tryBegin(Samples.SENDER, 1, 2, 0, 5, 0, 0));
        assertTrue(encoder.chunkSink().tryAdd(5, 2, key, 0, 1, null, 0, 0));
        encoder.chunkSink().end(5);

        final Message.Chunk chunk =
                (Message.Chunk) Reception.of(Samples.sealed(encoder)).messages().get(0);

        assertEquals(List.of(Message.Write.of(5, 2, Samples.utf8("k"), new byte[0])), chunk.writes());
    }

    @Test
    void shouldLeaveOutRumorIdsWhenThereIsNone() {
        assertTrue(encoder.tryBeginRumorIds());
        encoder.endRumorIds();

        assertTrue(encoder.isEmpty());
        assertFalse(encoder.begin(PacketDescriptor.HEADER_LENGTH + 12 + 4 + 15).tryBeginRumorIds());
    }

    @Test
    void shouldRefuseMembersThatNobodyCanReach() {
        final NodeAddress anyPort = new NodeAddress("10.0.0.1", 0);

        assertThrows(
                InvalidValueException.class,
                () -> new MemberClaim(MemberState.ALIVE, Samples.SENDER, 1, anyPort, Samples.LIFE, 0, false));
        assertThrows(
                InvalidValueException.class,
                () -> new JoinRequest(1, Samples.SENDER, anyPort, Samples.LIFE, 0, "c", "v"));
        assertThrows(
                InvalidValueException.class,
                () -> new JoinRequest(1, Samples.SENDER, Samples.SOURCE, Samples.LIFE, 0, "c".repeat(256), "v"));
    }

    @Test
    void shouldBringABudgetInsideItsRange() {
        assertTrue(encoder.tryPingRequest(1, 2, -5));
        assertTrue(encoder.tryPingRequest(1, 2, Long.MAX_VALUE));

        assertEquals(
                List.of(new Message.PingRequest(1, 2, 0), new Message.PingRequest(1, 2, 0xFFFF_FFFFL)),
                Reception.of(Samples.sealed(encoder)).messages());
    }
}
