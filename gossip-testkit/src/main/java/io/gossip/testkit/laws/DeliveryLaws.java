package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.spi.Arguments;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.OwnerSnapshot;
import io.gossip.testkit.ChunkStreams;
import io.gossip.testkit.GossipDomain;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;

/** Chunks may come truncated, twice, late, in any order, of any sender, or not at all. */
public interface DeliveryLaws extends StoreSubject {
    /** P5, P8, P9, P11, P12: after every single chunk the visible state is View(g, m) of something the owner published. */
    @Property
    @Domain(GossipDomain.class)
    default void visibleStateIsAlwaysAView(@ForAll final ChunkStream stream) {
        final Peer peer = Peer.of(this, stream.history().owner());
        for (final Chunk chunk : stream.chunks()) {
            peer.take(chunk);
            peer.assertShowsAViewOf(stream.history());
        }
    }

    /** P6, N1, N4: (g, m) never falls, and what is not above it changes nothing that is visible. */
    @Property
    @Domain(GossipDomain.class)
    default void visibleStateNeverGoesBack(@ForAll final ChunkStream stream) {
        final Peer peer = Peer.of(this, stream.history().owner());
        for (final Chunk chunk : stream.chunks()) {
            final OwnerSnapshot before = peer.snapshot();
            peer.take(chunk);
            final OwnerSnapshot after = peer.snapshot();
            if (before != null) {
                final int byLife = after.generation().compareTo(before.generation());
                assertTrue(byLife > 0 || byLife == 0 && after.version() >= before.version(), () -> "" + chunk);
                final int chunkLife = chunk.generation().compareTo(before.generation());
                final boolean isNews = chunkLife > 0 || chunkLife == 0 && chunk.target() > before.version();
                assertTrue(isNews || before.equals(after), () -> "" + chunk);
            }
        }
    }

    /** P7, N14: a chunk a second time changes nothing, and no listener hears of it. */
    @Property
    @Domain(GossipDomain.class)
    default void chunkTwiceChangesNothing(@ForAll final ChunkStream stream) {
        final Peer peer = Peer.of(this, stream.history().owner());
        for (final Chunk chunk : stream.chunks()) {
            peer.take(chunk);
            final Peer.State once = peer.state();
            peer.take(chunk);
            assertEquals(once, peer.state(), () -> "" + chunk);
        }
    }

    /** P9, P11, P13: whatever came before, one complete answer to what the replica asks for brings it level. */
    @Property
    @Domain(GossipDomain.class)
    default void catchesUpWhenFaultsStop(@ForAll final ChunkStream stream) {
        final Peer peer = Peer.of(this, stream.history().owner());
        stream.chunks().forEach(peer::take);
        peer.catchUp(stream.history().last());
        peer.assertShows(stream.history().last());
    }

    /** P10: an honest sender's chunks, truncated anywhere, bring a replica level chunk by chunk. */
    @Property
    @Domain(GossipDomain.class)
    default void catchesUpInPieces(@ForAll final ChunkStream stream, @ForAll @IntRange(min = 1, max = 4) final int n) {
        final Peer sender = Peer.at(this, stream.history().last());
        final Peer peer = Peer.of(this, stream.history().owner());
        stream.chunks().forEach(peer::take);
        peer.pullFrom(sender, n);
        peer.assertShows(stream.history().last());
    }

    /** S1, S2: what a store cuts is what follows from the view it shows, in version order. */
    @Property
    @Domain(GossipDomain.class)
    default void cutsWhatTheViewSays(
            @ForAll("chunksWithViews") final CutCase cut, @ForAll @IntRange(min = 1, max = 4) final int maxEntries) {
        final Peer sender = Peer.at(this, cut.view());
        final Peer asker = Peer.of(this, cut.view().owner());
        cut.stream().chunks().forEach(asker::take);
        final ChunkBuffer answer = ChunkBuffer.limited(maxEntries, Long.MAX_VALUE);
        sender.store().replica().cut(asker.digest(), answer);
        assertEquals(
                Chunk.answer(cut.view(), asker.asker(), maxEntries).orElse(null),
                answer.isWhole() ? Chunk.of(answer) : null);
    }

    /**
     * Somebody asks somebody.
     *
     * @param stream what the asker took in before
     * @param view what the sender shows
     */
    record CutCase(ChunkStream stream, OwnerView view) {
        /** @throws io.gossip.InvalidValueException when a component is null */
        public CutCase {
            Arguments.notNull(stream, "stream");
            Arguments.notNull(view, "view");
        }
    }

    /** @return streams and views of one history each */
    @Provide
    default Arbitrary<CutCase> chunksWithViews() {
        return ChunkStreams.any()
                .flatMap(stream -> ChunkStreams.views(stream.history()).map(view -> new CutCase(stream, view)))
                .withoutEdgeCases();
    }

    /** P15: what is live in every view on the way is never missing on the way. */
    @Property
    @Domain(GossipDomain.class)
    default void liveKeysNeverVanish(@ForAll final ChunkStream stream) {
        final OwnerHistory history = stream.history();
        final List<String> always = history.last().entries().keySet().stream()
                .filter(key -> history.views().stream()
                        .filter(view -> view.version() > 0)
                        .allMatch(view -> view.entries().containsKey(key)
                                && !view.entries().get(key).isTombstone()))
                .toList();
        final Peer peer = Peer.of(this, history.owner());
        boolean isFilled = false;
        for (final Chunk chunk : stream.chunks()) {
            peer.take(chunk);
            isFilled |= peer.snapshot() != null && peer.snapshot().version() > 0;
            if (isFilled && peer.snapshot().version() > 0) {
                always.forEach(key -> assertTrue(peer.hasValue(key), key));
            }
        }
    }

    /** P16, N14: the listener hears each step of what is visible once, in order, without a gap. */
    @Property
    @Domain(GossipDomain.class)
    default void listenerHearsEveryStepOnce(@ForAll final ChunkStream stream) {
        final Peer peer = Peer.of(this, stream.history().owner());
        for (final Chunk chunk : stream.chunks()) {
            final OwnerSnapshot before = peer.snapshot();
            final int heardBefore = peer.heard().size();
            peer.take(chunk);
            final OwnerSnapshot after = peer.snapshot();
            final List<Peer.Step> heard =
                    peer.heard().subList(heardBefore, peer.heard().size());
            if (after == null || after.equals(before)) {
                assertEquals(List.of(), heard);
            } else {
                final boolean isSameLife = before != null && before.generation().equals(after.generation());
                final long from = isSameLife ? before.version() : 0;
                assertEquals(
                        List.of(new Peer.Step(
                                after.generation(), from, after.version(), before != null && !isSameLife)),
                        heard);
            }
        }
    }

    /** N2: a rumor with a gap before it, or that lacks tombstones, is never applied, and neither opens nor extends a stage. */
    @Property
    @Domain(GossipDomain.class)
    default void rumorWithGapChangesNothing(@ForAll final ChunkStream stream) {
        final Peer peer = Peer.of(this, stream.history().owner());
        for (final Chunk chunk : stream.chunks()) {
            final Peer.State before = peer.state();
            final OwnerSnapshot shown = before.snapshot();
            final boolean isSameLife = shown != null && shown.generation().equals(chunk.generation());
            final long frontier = isSameLife ? shown.version() : 0;
            peer.take(chunk);
            if (chunk.isRumor() && (chunk.from() > frontier || chunk.purgeFloor() > frontier)) {
                assertEquals(before, peer.state(), () -> "" + chunk);
            }
        }
    }

    /** N12: tombstones stay as long as their owner wants, however many rounds pass. */
    @Property
    @Domain(GossipDomain.class)
    default void replicasNeverPurge(@ForAll final ChunkStream stream, @ForAll @IntRange(max = 40) final int rounds) {
        final Peer peer = Peer.of(this, stream.history().owner());
        for (final Chunk chunk : stream.chunks()) {
            peer.take(chunk);
            final OwnerSnapshot before = peer.snapshot();
            for (int i = 0; i < rounds; i++) {
                peer.store().replica().onRound();
            }
            assertEquals(before, peer.snapshot());
            assertFalse(peer.digest().frontier() < 0);
        }
        peer.catchUp(stream.history().last());
        peer.assertShows(stream.history().last());
    }
}
