package io.gossip.core.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.wire.MemberState;
import io.gossip.spi.Lane;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberSyncTest {
    private static final long TICK_NS = 200;

    private final Parts parts = new Parts();
    private final MemberSync sync = new MemberSync(parts.joinParts(), TICK_NS);

    @Test
    void shouldSendItselfFirstOthersAsHearsayAndTheSyncLast() {
        parts.withMembers(3);
        parts.kill(2, Cluster.inc(1_000, 0), 0);
        sync.send(Cluster.address(1), true);
        final List<Sent> sent = parts.transport.take();
        assertEquals(1, sent.size());
        assertEquals(Lane.RELIABLE, sent.get(0).lane());
        final List<Heard> heard = Packets.read(sent.get(0));
        assertEquals(new Heard.Member(Cluster.alive(0)), heard.get(0));
        assertEquals(
                new Heard.Member(Cluster.claim(MemberState.ALIVE, 1, Cluster.inc(1_000, 0), 0, true)), heard.get(1));
        assertEquals(
                new Heard.Member(Cluster.claim(MemberState.DEAD, 2, Cluster.inc(1_000, 0), 0, true)), heard.get(2));
        assertEquals(new Heard.Sync(true, parts.table.hash()), heard.get(4));
        assertEquals(5, heard.size());
    }

    @Test
    void shouldSpreadALargeTableOverSeveralMessages() {
        final int members = 5_000;
        final Parts large = new Parts(0, 1, members, StoreLimits.defaults()).withMembers(members);
        new MemberSync(large.joinParts(), TICK_NS).send(Cluster.address(1), false);
        final List<Sent> sent = large.transport.take();
        assertTrue(sent.size() > 1, "messages=" + sent.size());
        final Set<Long> told = new HashSet<>();
        Packets.all(sent, Heard.Member.class)
                .forEach(member -> told.add(member.claim().idHash()));
        assertEquals(members + 1, told.size());
        final List<Heard> last = Packets.read(sent.get(sent.size() - 1));
        assertEquals(new Heard.Sync(false, large.table.hash()), last.get(last.size() - 1));
        assertEquals(1, Packets.all(sent, Heard.Sync.class).size());
    }

    @Test
    void shouldSendAtMostEveryFiveTicksWhenTablesDiffer() {
        parts.withMembers(1);
        sync.onDifference(Cluster.address(1), 0);
        assertEquals(1, parts.transport.take().size());
        sync.onDifference(Cluster.address(1), 5 * TICK_NS - 1);
        assertEquals(0, parts.transport.take().size());
        sync.onDifference(Cluster.address(1), 5 * TICK_NS);
        assertEquals(1, parts.transport.take().size());
    }

    @Test
    void shouldSpeakOfItselfAsLeftWhenLeaving() {
        parts.identity.sayGoodbye();
        sync.send(Cluster.address(1), false);
        final Heard first = Packets.read(parts.transport.take().get(0)).get(0);
        assertEquals(MemberState.LEFT, ((Heard.Member) first).claim().state());
        assertFalse(((Heard.Member) first).claim().hearsay());
    }
}
