package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeInfo;
import io.gossip.store.ChunkBuffer;
import io.gossip.testkit.GossipDomain;
import io.gossip.testkit.model.Asker;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.Life;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Lives follow each other by counter and nonce alone; purges take tombstones away and nothing else. */
public interface LifeLaws extends StoreSubject {
    /** P20: a new life that has written nothing clears all keys of the old one. */
    @Property
    @Domain(GossipDomain.class)
    default void emptyLifeClearsTheOld(@ForAll final OwnerHistory history) {
        final OwnerView old = history.last();
        final Generation next =
                new Generation(old.generation().counter() + 1, old.generation().nonce());
        final OwnerView empty = OwnerView.of(history.owner(), Life.builder(next).build(), 0);
        final Peer peer = Peer.at(this, old);
        peer.pullFrom(Peer.at(this, empty), Integer.MAX_VALUE);
        peer.assertShows(empty);
        assertEquals(Map.of(), peer.snapshot().entries());
    }

    /** P21: lives are ordered alike everywhere, in whatever order they come; equal counters by their nonces, unsigned. */
    @Property
    @Domain(GossipDomain.class)
    default void livesAreOrderedAlike(@ForAll final OwnerHistory history, @ForAll final long seed) {
        final List<OwnerView> shuffled = new ArrayList<>(history.views());
        Collections.shuffle(shuffled, new Random(seed));
        final Peer peer = Peer.of(this, history.owner());
        OwnerView highest = shuffled.get(0);
        for (final OwnerView view : shuffled) {
            highest = highest.isBefore(view) ? view : highest;
            peer.take(Chunk.whole(view));
            peer.assertShows(highest);
        }
    }

    /** N4: nothing of an older life changes anything, a stage included. */
    @Property
    @Domain(GossipDomain.class)
    default void olderLifeChangesNothing(@ForAll final OwnerHistory history) {
        final Peer peer = Peer.at(this, history.last());
        final Peer.State before = peer.state();
        for (final OwnerView view : history.views()) {
            if (!view.generation().equals(history.last().generation())) {
                peer.take(Chunk.whole(view));
                Chunk.answer(view, Asker.NOTHING, 1).ifPresent(peer::take);
                peer.take(Chunk.rumor(view, 0));
                assertEquals(before, peer.state(), () -> "" + view);
            }
        }
    }

    /** P17: a purge takes tombstones away, at peers as at the owner, and no reader of values sees a difference. */
    @Property
    @Domain(GossipDomain.class)
    default void purgeChangesNoRead(@ForAll final OwnerHistory history) {
        final List<OwnerView> views = history.views();
        for (int i = 1; i < views.size(); i++) {
            final OwnerView before = views.get(i - 1);
            final OwnerView after = views.get(i);
            if (before.generation().equals(after.generation()) && before.purgeFloor() < after.purgeFloor()) {
                final Peer peer = Peer.at(this, before);
                peer.pullFrom(Peer.at(this, after), Integer.MAX_VALUE);
                final Map<String, NodeInfo.Entry> entries = peer.snapshot().entries();
                assertEquals(values(before.entries()), values(entries));
                assertFalse(entries.values().stream()
                        .anyMatch(entry -> entry.isTombstone() && entry.version() <= after.purgeFloor()));
            }
        }
    }

    private static Map<String, NodeInfo.Entry> values(final Map<String, NodeInfo.Entry> entries) {
        final Map<String, NodeInfo.Entry> values = new TreeMap<>(entries);
        values.values().removeIf(NodeInfo.Entry::isTombstone);
        return values;
    }

    /** P18: a replica behind the purge floor is started over by a reset, and ends equal. */
    @Property
    @Domain(GossipDomain.class)
    default void replicaBehindPurgeIsReset(@ForAll final OwnerHistory history) {
        final OwnerView last = history.last();
        for (final OwnerView view : history.views()) {
            if (view.generation().equals(last.generation()) && view.version() < last.purgeFloor()) {
                final Peer sender = Peer.at(this, last);
                final Peer peer = Peer.at(this, view);
                final ChunkBuffer answer = ChunkBuffer.unlimited();
                sender.store().replica().cut(peer.digest(), answer);
                assertTrue(answer.isWhole() && answer.isReset(), () -> "no reset, view=" + view + " last=" + last);
                peer.pullFrom(sender, 1);
                peer.assertShows(last);
            }
        }
    }
}
