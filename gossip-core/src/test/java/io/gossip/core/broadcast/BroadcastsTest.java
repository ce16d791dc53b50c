package io.gossip.core.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastsTest {
    private static final int LIMIT = 1_400;

    private final PacketEncoder packet = new PacketEncoder(Cluster.HASH.clusterHash(), Cluster.hash(0), LIMIT);
    private final Broadcasts broadcasts = new Broadcasts(4, () -> 9);

    @ParameterizedTest
    @CsvSource({"4, 0, 0", "4, 1, 4", "4, 9, 4", "4, 10, 8", "4, 99, 8", "4, 100, 12", "3, 999, 9", "3, 1000, 12"})
    void shouldGrowWithTheLogarithmOfTheCluster(final int multiplier, final int n, final int expected) {
        assertEquals(expected, Broadcasts.transmissions(multiplier, n));
    }

    @Test
    void shouldEndWhenAClaimWasSentOftenEnough() {
        broadcasts.enqueue(Cluster.alive(1));
        for (int i = 0; i < 4; i++) {
            assertTrue(broadcasts.isPending(Cluster.hash(1)));
            assertEquals(List.of(Cluster.alive(1)), fill(LIMIT, 1));
        }
        assertTrue(broadcasts.isEmpty());
        assertFalse(broadcasts.isPending(Cluster.hash(1)));
        assertEquals(List.of(), fill(LIMIT, 1));
    }

    @Test
    void shouldCountEveryCopyOfAPacket() {
        broadcasts.enqueue(Cluster.alive(1));
        fill(LIMIT, 3);
        assertFalse(broadcasts.isEmpty());
        fill(LIMIT, 1);
        assertTrue(broadcasts.isEmpty());
    }

    @Test
    void shouldReplaceWhatWasSaidOfTheSameMember() {
        broadcasts.enqueue(Cluster.alive(1));
        fill(LIMIT, 3);
        final MemberClaim newer = Cluster.claim(MemberState.SUSPECT, 1, Cluster.inc(1_000, 0), 5, false);
        broadcasts.enqueue(newer);
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of(newer), fill(LIMIT, 1));
        }
        assertTrue(broadcasts.isEmpty());
    }

    @Test
    void shouldSayNothingMoreOfTheDiscarded() {
        broadcasts.enqueue(Cluster.alive(1));
        broadcasts.enqueue(Cluster.alive(2));
        broadcasts.discard(Cluster.hash(1));
        broadcasts.discard(Cluster.hash(9));
        assertFalse(broadcasts.isPending(Cluster.hash(1)));
        assertEquals(List.of(Cluster.alive(2)), fill(LIMIT, 1));
    }

    @Test
    void shouldSendTheLeastSentAndThenTheNewestFirst() {
        broadcasts.enqueue(Cluster.alive(1));
        broadcasts.enqueue(Cluster.alive(2));
        final int roomForOne = 12 * 2 + 24 + 60;
        assertEquals(List.of(Cluster.alive(2)), fill(roomForOne, 1));
        assertEquals(List.of(Cluster.alive(1)), fill(roomForOne, 1));
        broadcasts.enqueue(Cluster.alive(3));
        assertEquals(List.of(Cluster.alive(3)), fill(roomForOne, 1));
    }

    @Test
    void shouldServeEverybodyInTurnWhenNotAllFit() {
        final int claims = 100;
        for (int i = 1; i <= claims; i++) {
            broadcasts.enqueue(Cluster.alive(i));
        }
        final List<MemberClaim> sent = new ArrayList<>();
        int packets = 0;
        while (!broadcasts.isEmpty() && packets++ < 1_000) {
            sent.addAll(fill(LIMIT, 1));
        }
        for (int i = 1; i <= claims; i++) {
            final MemberClaim claim = Cluster.alive(i);
            assertEquals(4, sent.stream().filter(claim::equals).count(), "node " + i);
        }
    }

    @Test
    void shouldNotCountAClaimThatDoesNotFit() {
        broadcasts.enqueue(Cluster.alive(1));
        assertEquals(List.of(), fill(60, 1));
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of(Cluster.alive(1)), fill(LIMIT, 1));
        }
        assertTrue(broadcasts.isEmpty());
    }

    private List<MemberClaim> fill(final int limit, final int copies) {
        packet.begin(limit);
        broadcasts.fill(packet, copies);
        final byte[] bytes = new byte[packet.end()];
        if (bytes.length == 0) {
            return List.of();
        }
        packet.buffer().getBytes(0, bytes);
        final Sent sent = new Sent(Lane.BEST_EFFORT, Cluster.address(0), Cluster.address(9), bytes);
        return Packets.all(List.of(sent), Heard.Member.class).stream()
                .map(Heard.Member::claim)
                .toList();
    }
}
