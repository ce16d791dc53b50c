package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.testkit.GossipDomain;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Taking over what another replica shows is the join of a lattice: the larger of two points of one chain. */
public interface JoinLaws extends StoreSubject {
    /** P1: the join of two states is the larger one, whole. */
    @Property
    @Domain(GossipDomain.class)
    default void joinIsTheLarger(@ForAll final OwnerHistory history, @ForAll final int a, @ForAll final int b) {
        final OwnerView mine = pick(history, a);
        final OwnerView theirs = pick(history, b);
        final Peer peer = Peer.at(this, mine);
        peer.pullFrom(Peer.at(this, theirs), Integer.MAX_VALUE);
        peer.assertShows(mine.isBefore(theirs) ? theirs : mine);
    }

    /** P2. */
    @Property
    @Domain(GossipDomain.class)
    default void joinIsCommutative(@ForAll final OwnerHistory history, @ForAll final int a, @ForAll final int b) {
        final Peer first = Peer.at(this, pick(history, a));
        first.pullFrom(Peer.at(this, pick(history, b)), Integer.MAX_VALUE);
        final Peer second = Peer.at(this, pick(history, b));
        second.pullFrom(Peer.at(this, pick(history, a)), Integer.MAX_VALUE);
        assertEquals(first.snapshot(), second.snapshot());
    }

    /** P3. */
    @Property
    @Domain(GossipDomain.class)
    default void joinIsAssociative(
            @ForAll final OwnerHistory history, @ForAll final int a, @ForAll final int b, @ForAll final int c) {
        final Peer left = Peer.at(this, pick(history, a));
        left.pullFrom(Peer.at(this, pick(history, b)), Integer.MAX_VALUE);
        left.pullFrom(Peer.at(this, pick(history, c)), Integer.MAX_VALUE);
        final Peer inner = Peer.at(this, pick(history, b));
        inner.pullFrom(Peer.at(this, pick(history, c)), Integer.MAX_VALUE);
        final Peer right = Peer.at(this, pick(history, a));
        right.pullFrom(inner, Integer.MAX_VALUE);
        assertEquals(left.snapshot(), right.snapshot());
    }

    /** P4. */
    @Property
    @Domain(GossipDomain.class)
    default void joinIsIdempotent(@ForAll final OwnerHistory history, @ForAll final int a, @ForAll final int b) {
        final Peer other = Peer.at(this, pick(history, b));
        final Peer peer = Peer.at(this, pick(history, a));
        peer.pullFrom(other, Integer.MAX_VALUE);
        final Peer.State once = peer.state();
        peer.pullFrom(other, Integer.MAX_VALUE);
        assertEquals(once, peer.state());
    }

    /** P14: equal (g, m) has equal state, state hash and root hash, by whatever way it came; another (g, m) has not. */
    @Property
    @Domain(GossipDomain.class)
    default void equalStatesHaveEqualHashes(
            @ForAll final OwnerHistory history, @ForAll final int a, @ForAll final int b) {
        final OwnerView view = pick(history, a);
        final Peer atOnce = Peer.at(this, view);
        final Peer inSteps = Peer.of(this, history.owner());
        for (final OwnerView step : history.views()) {
            if (!view.isBefore(step)) {
                inSteps.catchUp(step);
            }
        }
        assertEquals(atOnce.snapshot(), inSteps.snapshot());
        assertEquals(
                atOnce.store().replica().rootHash(), inSteps.store().replica().rootHash());
        final OwnerView another = pick(history, b);
        final Peer elsewhere = Peer.at(this, another);
        assertEquals(
                view.equals(another),
                elsewhere.snapshot().stateHash() == atOnce.snapshot().stateHash());
        assertEquals(
                view.equals(another),
                elsewhere.store().replica().rootHash()
                        == atOnce.store().replica().rootHash());
    }

    private static OwnerView pick(final OwnerHistory history, final int number) {
        final List<OwnerView> views = history.views();
        return views.get(Math.floorMod(number, views.size()));
    }
}
