package io.gossip.core.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Incarnation;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.membership.Reaper;
import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.spi.Lane;
import io.gossip.store.ChunkSource;
import io.gossip.store.OwnerDigest;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    private static final int ATTEMPT = 3;

    private final Parts parts = new Parts().withMembers(2);
    private final Doorkeeper door = doorOf(parts);

    private static Doorkeeper doorOf(final Parts parts) {
        return new Doorkeeper(parts.table, parts.membership, parts.gone, parts.store.replica());
    }

    private JoinReply decide(final int n, final Incarnation inc, final long version) {
        return decide(door, n, inc, version);
    }

    private static JoinReply decide(final Doorkeeper door, final int n, final Incarnation inc, final long version) {
        final JoinRequest join =
                new JoinRequest(ATTEMPT, Cluster.id(n), Cluster.address(n), inc, version, "orders", "v1");
        return door.decide(join, Cluster.hash(n), 0);
    }

    private static JoinReply accepted(final Incarnation inc, final long version) {
        return new JoinReply(ATTEMPT, JoinVerdict.ACCEPTED, inc, version);
    }

    private static JoinReply outbid(final Incarnation known, final long version) {
        return new JoinReply(ATTEMPT, JoinVerdict.OUTBID, known, version);
    }

    @Test
    void shouldAdmitAStrangerByItsOwnWordWhateverItsCounter() {
        final Incarnation huge = Cluster.inc(1L << 60, 0);
        assertEquals(accepted(huge, 5), decide(9, huge, 5));
        assertTrue(parts.member(9).isPresent());
    }

    @Test
    void shouldAdmitAMemberAgain() {
        assertEquals(accepted(Cluster.inc(1_000, 0), 0), decide(1, Cluster.inc(1_000, 0), 0));
        assertEquals(accepted(Cluster.inc(1_001, 0), 0), decide(1, Cluster.inc(1_001, 0), 0));
        assertEquals(Cluster.inc(1_001, 0), parts.member(1).incarnation());
    }

    @Test
    void shouldTellTheHigherLifeOrIncarnationThatIsKnown() {
        assertEquals(outbid(Cluster.inc(1_000, 0), 0), decide(1, Cluster.inc(999, 0), 0));
        parts.membership.apply(Cluster.claim(MemberState.ALIVE, 1, Cluster.inc(1_000, 4)), false, 0);
        assertEquals(outbid(Cluster.inc(1_000, 4), 0), decide(1, Cluster.inc(1_000, 3), 0));
    }

    @Test
    void shouldAskTheDeadForARefutation() {
        parts.kill(1, Cluster.inc(1_000, 2), 0);
        assertEquals(outbid(Cluster.inc(1_000, 3), 0), decide(1, Cluster.inc(1_000, 2), 0));
        assertEquals(outbid(Cluster.inc(1_000, 2), 0), decide(1, Cluster.inc(1_000, 1), 0));
        assertEquals(accepted(Cluster.inc(1_000, 3), 0), decide(1, Cluster.inc(1_000, 3), 0));
        assertTrue(parts.member(1).isPresent());
    }

    @Test
    void shouldAskWhoLeftForANewLife() {
        final Incarnation last = Cluster.inc(1_000, Incarnation.MAX_REFUTATION);
        parts.membership.apply(Cluster.claim(MemberState.LEFT, 1, Cluster.inc(1_000, 2)), false, 0);
        assertEquals(outbid(last, 0), decide(1, Cluster.inc(1_000, 2), 0));
        assertEquals(outbid(last, 0), decide(1, last, 0));
        assertEquals(outbid(last, 0), decide(1, Cluster.inc(999, 0), 0));
        assertEquals(accepted(Cluster.inc(1_001, 0), 0), decide(1, Cluster.inc(1_001, 0), 0));
    }

    @Test
    void shouldAskTheDeadInItsLastIncarnationForANewLife() {
        final Incarnation last = Cluster.inc(1_000, Incarnation.MAX_REFUTATION);
        parts.kill(1, last, 0);
        assertEquals(outbid(last, 0), decide(1, last, 0));
    }

    @Test
    void shouldAskTheForgottenForANewLife() {
        parts.kill(1, Cluster.inc(1_000, 2), 0);
        new Reaper(parts.table, parts.gone, 10, parts.events, 0).run(10);
        assertNull(parts.member(1));
        assertEquals(outbid(Cluster.inc(1_000, Incarnation.MAX_REFUTATION), 0), decide(1, Cluster.inc(1_000, 7), 0));
        assertEquals(accepted(Cluster.inc(1_001, 0), 0), decide(1, Cluster.inc(1_001, 0), 0));
    }

    @Test
    void shouldTellTheLaterVersionThatIsKnownOfTheSameLife() {
        final Parts owner = new Parts(1, 5);
        owner.store.self().put(StoreKey.utf8("k"), "v");
        owner.store
                .replica()
                .cut(
                        new OwnerDigest().setNothing(Cluster.hash(1)),
                        owner.outbox.packet().chunkSink());
        owner.outbox.send(Lane.BEST_EFFORT, Cluster.address(0));
        Packets.deliver(owner.transport.take().get(0), new Packets.Silent() {
            @Override
            public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
                parts.store.replica().merge(chunk);
            }
        });
        assertEquals(outbid(Cluster.inc(1_000, 0), 1), decide(1, Cluster.inc(1_000, 0), 0));
        assertEquals(accepted(Cluster.inc(1_000, 0), 1), decide(1, Cluster.inc(1_000, 0), 1));
        assertEquals(accepted(Cluster.inc(1_001, 0), 0), decide(1, Cluster.inc(1_001, 0), 0));
    }

    @Test
    void shouldSayWhenThereIsNoRoom() {
        final Parts small = new Parts(0, 1, 2, StoreLimits.defaults()).withMembers(2);
        final JoinReply reply = decide(doorOf(small), 3, Cluster.inc(1_000, 0), 0);
        assertEquals(JoinVerdict.FULL, reply.verdict());
        assertEquals(2, small.table.all().size());
    }
}
