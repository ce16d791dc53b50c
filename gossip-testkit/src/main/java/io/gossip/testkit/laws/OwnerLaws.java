package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipException;
import io.gossip.NodeInfo;
import io.gossip.StoreKey;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import io.gossip.store.SelfWriter;
import io.gossip.testkit.GossipDomain;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.Life;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import io.gossip.testkit.model.Write;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;

/** An owner alone writes its record, numbers its writes, purges, and outbids those who know better. */
public interface OwnerLaws extends StoreSubject {
    /** P5 at the owner: after each step its record is View(g, m). */
    @Property
    @Domain(GossipDomain.class)
    default void ownRecordIsTheView(@ForAll final OwnerHistory history) {
        for (final Life life : history.lives()) {
            final OwnerStore store = owner(history, life);
            for (final List<Write> step : life.publishes()) {
                write(store.self(), step);
                final long version = step.get(step.size() - 1).version();
                final OwnerView view = OwnerView.of(history.owner(), life, version);
                final OwnerSnapshot shown = store.reader().snapshot(history.owner());
                assertTrue(view.isShownBy(shown), () -> "expected=" + view + " shown=" + shown);
                assertEquals(version, store.self().version());
            }
        }
    }

    /** P10, P15: a peer that pulls piece by piece while the owner writes on shows only what the owner published. */
    @Property
    @Domain(GossipDomain.class)
    default void peersFollowTheOwner(
            @ForAll final OwnerHistory history, @ForAll @IntRange(min = 1, max = 4) final int maxEntries) {
        final Peer peer = Peer.of(this, history.owner());
        for (final Life life : history.lives()) {
            final OwnerStore store = owner(history, life);
            for (final List<Write> step : life.publishes()) {
                write(store.self(), step);
                final ChunkBuffer piece = ChunkBuffer.limited(maxEntries, Long.MAX_VALUE);
                store.replica().cut(peer.digest(), piece);
                peer.take(piece);
                peer.assertShowsAViewOf(history);
            }
            final ChunkBuffer rest = ChunkBuffer.unlimited();
            store.replica().cut(peer.digest(), rest);
            if (rest.isWhole()) {
                peer.take(rest);
            }
            assertEquals(store.reader().snapshot(history.owner()), peer.snapshot());
        }
    }

    /** N5: whatever comes about oneself changes nothing, and is to be outbid exactly when it is ahead (G'). */
    @Property
    @Domain(GossipDomain.class)
    default void ownRecordIsNeverMerged(@ForAll final ChunkStream stream, @ForAll final int which) {
        final OwnerHistory history = stream.history();
        final Life life =
                history.lives().get(Math.floorMod(which, history.lives().size()));
        final OwnerStore store = owner(history, life);
        life.publishes().stream().limit(1).forEach(step -> write(store.self(), step));
        final OwnerSnapshot before = store.reader().snapshot(history.owner());
        for (final Chunk chunk : stream.chunks()) {
            final int byLife = chunk.generation().compareTo(before.generation());
            final boolean isAhead = byLife > 0 || byLife == 0 && chunk.target() > before.version();
            assertEquals(
                    isAhead ? MergeOutcome.SELF_OUTBID : MergeOutcome.SELF,
                    store.replica().merge(chunk.toSource()));
            assertEquals(before, store.reader().snapshot(history.owner()));
        }
    }

    /** P19: a new life of the owner has the live keys as its writes 1 to n, in one step, and wins everywhere. */
    @Property
    @Domain(GossipDomain.class)
    default void outbidKeepsLiveKeys(@ForAll final OwnerHistory history) {
        final Life life = history.lives().get(0);
        final OwnerStore store = owner(history, life);
        life.publishes().forEach(step -> write(store.self(), step));
        final Peer peer = Peer.at(this, history.last());
        final Generation highest = history.last().generation();
        final Generation next = new Generation(highest.counter() + 1, 0);
        final Map<String, String> live = values(store.reader().snapshot(history.owner()));

        store.self().relive(next);

        final OwnerSnapshot shown = store.reader().snapshot(history.owner());
        assertEquals(next, shown.generation());
        assertEquals(live, values(shown));
        assertEquals(live.size(), shown.version());
        assertEquals(live.keySet(), shown.entries().keySet());
        final ChunkBuffer answer = ChunkBuffer.unlimited();
        store.replica().cut(peer.digest(), answer);
        peer.take(answer);
        assertEquals(shown, peer.snapshot());
    }

    /** N6: a value over the limit is refused when it is written, and nothing of its batch happens. */
    @Property
    @Domain(GossipDomain.class)
    default void longValueIsRefusedAtTheOwner(
            @ForAll final OwnerHistory history, @ForAll @IntRange(min = 1, max = 100) final int excess) {
        final Life life = history.lives().get(0);
        final OwnerStore store = owner(history, life);
        life.publishes().forEach(step -> write(store.self(), step));
        final OwnerSnapshot before = store.reader().snapshot(history.owner());
        final byte[] tooLong = new byte[Peer.LIMITS.maxValueLength() + excess];
        assertThrows(GossipException.class, () -> store.self().put(StoreKey.bytes("long"), tooLong));
        assertThrows(GossipException.class, () -> store.self()
                .batch(batch -> batch.put(StoreKey.bytes("short"), new byte[1]).put(StoreKey.bytes("long"), tooLong)));
        assertEquals(before, store.reader().snapshot(history.owner()));
    }

    private OwnerStore owner(final OwnerHistory history, final Life life) {
        return store(history.owner(), life.generation(), Peer.HASH, Peer.LIMITS);
    }

    private static void write(final SelfWriter self, final List<Write> step) {
        if (step.get(0).isPurge()) {
            assertTrue(self.tryPurge(step.get(0).purgedUpTo()));
            return;
        }
        self.batch(batch -> {
            for (final Write write : step) {
                if (write.isSet()) {
                    batch.put(StoreKey.bytes(write.key()), write.value());
                } else {
                    batch.remove(StoreKey.bytes(write.key()));
                }
            }
        });
    }

    private static Map<String, String> values(final OwnerSnapshot snapshot) {
        final Map<String, String> values = new TreeMap<>();
        for (final Map.Entry<String, NodeInfo.Entry> entry : snapshot.entries().entrySet()) {
            entry.getValue()
                    .value()
                    .ifPresent(
                            value -> values.put(entry.getKey(), HexFormat.of().formatHex(value)));
        }
        return values;
    }
}
