package io.gossip.testkit;

import io.gossip.spi.Arguments;
import io.gossip.testkit.model.Asker;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Chunks of one owner on their way to one replica. All are sound: each was cut by some sender from a view the owner
 * published. What is wild is which, for whom, truncated where, and in which order.
 */
public final class ChunkStreams {
    private static final int MAX_CHUNKS = 12;
    private static final int MAX_TRUNCATION = 4;
    private static final int UNTRUNCATED = Integer.MAX_VALUE;

    private ChunkStreams() {}

    /** @return streams of any history: catch-ups in order, catch-ups shuffled with losses and duplicates, strays */
    public static Arbitrary<ChunkStream> any() {
        return OwnerHistories.any().flatMap(ChunkStreams::of);
    }

    /** @return streams of that history */
    public static Arbitrary<ChunkStream> of(final OwnerHistory history) {
        Arguments.notNull(history, "history");
        return Arbitraries.frequencyOf(
                        Tuple.of(2, catchUp(history)),
                        Tuple.of(2, catchUp(history).flatMap(ChunkStreams::disturbed)),
                        Tuple.of(2, strays(history)))
                .withoutEdgeCases(); // so many that they would take the place of all others
    }

    /**
     * @return chunks that a replica gets which asks again after each of them, of senders at different versions of
     *     different lives; a replica that knows nothing can take them in this order
     */
    public static Arbitrary<ChunkStream> catchUp(final OwnerHistory history) {
        Arguments.notNull(history, "history");
        return Combinators.combine(views(history), truncations())
                .as(Tuple::of)
                .list()
                .ofMaxSize(MAX_CHUNKS)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(senders -> {
                    final List<Chunk> chunks = new ArrayList<>();
                    Asker asker = Asker.NOTHING;
                    for (final Tuple.Tuple2<OwnerView, Integer> sender : senders) {
                        final Chunk chunk = Chunk.answer(sender.get1(), asker, sender.get2())
                                .orElse(null);
                        if (chunk != null) {
                            chunks.add(chunk);
                            asker = asker.after(chunk);
                        }
                    }
                    return new ChunkStream(history, chunks);
                });
    }

    /** @return the same stream after a bad network: some lost, some twice, in any order */
    public static Arbitrary<ChunkStream> disturbed(final ChunkStream stream) {
        Arguments.notNull(stream, "stream");
        if (stream.chunks().isEmpty()) {
            return Arbitraries.just(stream);
        }
        return Arbitraries.of(stream.chunks())
                .list()
                .ofMaxSize(2 * stream.chunks().size())
                .map(stream::with);
    }

    /** @return chunks for askers of any state, and rumors with any gap before them, in any order, often on top of a view */
    public static Arbitrary<ChunkStream> strays(final OwnerHistory history) {
        Arguments.notNull(history, "history");
        final Arbitrary<List<Chunk>> strays = Arbitraries.frequencyOf(
                        Tuple.of(1, answers(history)), Tuple.of(1, rumors(history)))
                .list()
                .ofMaxSize(MAX_CHUNKS)
                .withSizeDistribution(RandomDistribution.uniform());
        final Arbitrary<List<Chunk>> firsts =
                views(history).map(Chunk::whole).list().ofMaxSize(1);
        return Combinators.combine(firsts, strays).as((first, rest) -> {
            final List<Chunk> chunks = new ArrayList<>(first);
            chunks.addAll(rest);
            return new ChunkStream(history, chunks);
        });
    }

    /** @return an answer of any sender to an asker of any state of the same life, truncated anywhere */
    public static Arbitrary<Chunk> answers(final OwnerHistory history) {
        Arguments.notNull(history, "history");
        return views(history).flatMap(view -> Combinators.combine(
                        Arbitraries.longs().between(0, view.version()),
                        Arbitraries.longs().between(0, view.version()),
                        truncations())
                .as((frontier, floor, maxEntries) -> answer(view, frontier, floor, maxEntries)));
    }

    /** Large ones are frequent: a chunk that is no reset although its sender has purged asks most of its receivers. */
    private static Arbitrary<Long> floors(final OwnerView view) {
        return Arbitraries.oneOf(
                Arbitraries.just(view.version()), Arbitraries.longs().between(0, view.version()));
    }

    /** An asker who is level gets nothing: then somebody else asked, who knew nothing. */
    private static Chunk answer(final OwnerView view, final long frontier, final long floor, final int maxEntries) {
        return Chunk.answer(view, new Asker(view.generation(), frontier, floor), maxEntries)
                .or(() -> Chunk.answer(view, Asker.NOTHING, maxEntries))
                .orElseThrow();
    }

    /** @return a rumor of any sender, from any version on */
    public static Arbitrary<Chunk> rumors(final OwnerHistory history) {
        Arguments.notNull(history, "history");
        return views(history).flatMap(view -> Arbitraries.longs()
                .between(0, Math.max(0, view.version() - 1))
                .map(from -> Chunk.rumor(view, from)));
    }

    /** @return what a sender may hold: anything the owner ever published */
    public static Arbitrary<OwnerView> views(final OwnerHistory history) {
        Arguments.notNull(history, "history");
        return Arbitraries.of(history.views());
    }

    private static Arbitrary<Integer> truncations() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(1, MAX_TRUNCATION)),
                Tuple.of(1, Arbitraries.just(UNTRUNCATED)));
    }
}
