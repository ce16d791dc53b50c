package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.NodeId;
import io.gossip.spi.Arguments;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.EntryKind;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerSnapshot;
import io.gossip.testkit.GossipDomain;
import io.gossip.testkit.Values;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.Forgery;
import io.gossip.testkit.model.OwnerView;
import io.gossip.testkit.model.Write;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/** What comes off the network may be anything. It is refused and counted, or harmless, and never an exception. */
public interface HostileChunkLaws extends StoreSubject {
    /** N2, N3, N7: a spoiled chunk is refused in full, in whatever state it finds the replica, and the true one is taken after. */
    @Property
    @Domain(GossipDomain.class)
    default void spoiledChunkIsRefused(@ForAll final ChunkStream stream, @ForAll final Forgery forgery) {
        final OwnerView last = stream.history().last();
        final Peer peer = Peer.of(this, last.owner());
        stream.chunks().forEach(peer::take);
        final Chunk sound = Chunk.answer(last, peer.asker(), Integer.MAX_VALUE).orElseGet(() -> next(last));
        final Peer.State before = peer.state();
        final long refused = peer.store().replica().refusedCount();

        final MergeOutcome outcome = peer.take(forgery.of(sound, Peer.LIMITS));

        final boolean isStranger = forgery == Forgery.STRANGER;
        assertEquals(isStranger ? MergeOutcome.NOT_HELD : MergeOutcome.REFUSED, outcome);
        assertEquals(refused + (isStranger ? 0 : 1), peer.store().replica().refusedCount());
        assertEquals(before, peer.state());
        peer.catchUp(last);
        peer.assertShows(last);
    }

    private static Chunk next(final OwnerView view) {
        final long version = view.version() + 1;
        return new Chunk(
                view.owner(),
                view.generation(),
                view.version(),
                version,
                version,
                view.purgeFloor(),
                0,
                List.of(Write.set(version, "next", new byte[] {1})));
    }

    /** N5, N8: no numbers and no bytes make a replica throw or touch the record of its own node. */
    @Property
    @Domain(GossipDomain.class)
    default void anyChunkIsHarmless(
            @ForAll final ChunkStream stream,
            @ForAll @Size(7) final List<Long> header,
            @ForAll("anyEntries") final List<AnyEntry> entries,
            @ForAll final boolean isAboutSelf) {
        final Peer peer = Peer.of(this, stream.history().owner());
        stream.chunks().forEach(peer::take);
        final NodeId self = peer.store().reader().selfId();
        final OwnerSnapshot own = peer.store().reader().snapshot(self);
        final ChunkBuffer chunk = ChunkBuffer.unlimited()
                .begin(
                        isAboutSelf ? self : stream.history().owner(),
                        header.get(0),
                        header.get(1),
                        header.get(2),
                        header.get(3),
                        header.get(4),
                        header.get(5).intValue());
        entries.forEach(entry -> chunk.entry(entry.version(), entry.kind(), entry.key(), entry.value()));
        chunk.end(header.get(6));

        peer.take(chunk);

        assertEquals(own, peer.store().reader().snapshot(self));
    }

    /**
     * An entry of which nothing is certain.
     *
     * @param version any
     * @param kind any
     * @param key any bytes
     * @param value any bytes
     */
    record AnyEntry(long version, int kind, byte[] key, byte[] value) {
        /** @throws io.gossip.InvalidValueException when a component is null */
        public AnyEntry {
            Arguments.notNull(key, "key");
            Arguments.notNull(value, "value");
        }
    }

    /** @return lists of entries, with lengths near those that mean something */
    @Provide
    default Arbitrary<List<AnyEntry>> anyEntries() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(-1, EntryKind.PURGE + 2),
                        Values.upTo(4),
                        Values.upTo(Long.BYTES + 1))
                .as(AnyEntry::new)
                .list()
                .ofMaxSize(4);
    }
}
