package io.gossip.core.antientropy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullsTest {
    private static final long TICK_NS = 200;

    private final Parts parts = new Parts().withMembers(200);
    private final Pulls pulls = new Pulls(parts.store.replica(), parts.outbox, TICK_NS, 1_000);

    private List<Heard.Digest> flush() {
        pulls.flush(parts.member(1));
        return Packets.all(parts.transport.take(), Heard.Digest.class);
    }

    @Test
    void shouldAskForAllThatIsWantedInOneMessage() {
        pulls.want(Cluster.hash(3), 0);
        pulls.want(Cluster.hash(2), 0);
        final List<Heard.Digest> sent = flush();
        assertEquals(1, sent.size());
        assertFalse(sent.get(0).isOffer());
        assertEquals(List.of(Cluster.hash(3), Cluster.hash(2)), sent.get(0).exactOwners());
        assertEquals(List.of(), flush());
    }

    @Test
    void shouldAskForAnOwnerOncePerTickOnly() {
        pulls.want(Cluster.hash(2), 0);
        flush();
        pulls.want(Cluster.hash(2), TICK_NS - 1);
        assertEquals(List.of(), flush());
        pulls.want(Cluster.hash(2), TICK_NS);
        assertEquals(1, flush().size());
    }

    @Test
    void shouldSpreadManyOverSeveralPackets() {
        final List<Long> wanted = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            pulls.want(Cluster.hash(i), 0);
            wanted.add(Cluster.hash(i));
        }
        final List<Long> asked = new ArrayList<>();
        flush().forEach(digest -> asked.addAll(digest.exactOwners()));
        assertEquals(wanted, asked);
    }

    @Test
    void shouldForgetWhatAStrangerGaveRiseTo() {
        pulls.want(Cluster.hash(2), 0);
        pulls.discard();
        assertEquals(List.of(), flush());
    }

    @Test
    void shouldRememberPullsForRumorsForTwoTicks() {
        assertFalse(pulls.isRumorPull(Cluster.hash(2), 0));
        pulls.want(Cluster.hash(2), 0);
        assertFalse(pulls.isRumorPull(Cluster.hash(2), 0));
        pulls.wantRumor(Cluster.hash(2), 0);
        assertTrue(pulls.isRumorPull(Cluster.hash(2), 2 * TICK_NS));
        assertFalse(pulls.isRumorPull(Cluster.hash(2), 2 * TICK_NS + 1));
    }

    @Test
    void shouldAskForOwnersOfWhomNothingIsKnown() {
        pulls.want(Cluster.hash(999), 0);
        assertEquals(List.of(Cluster.hash(999)), flush().get(0).exactOwners());
    }
}
