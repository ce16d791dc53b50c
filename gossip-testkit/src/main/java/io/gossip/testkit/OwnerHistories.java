package io.gossip.testkit;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.spi.Arguments;
import io.gossip.testkit.model.Life;
import io.gossip.testkit.model.OwnerHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * What one owner published: a few lives with a few steps each, over few keys, so that overwriting, deleting, writing again
 * and purging all meet. Shrinks towards one life without writes.
 */
public final class OwnerHistories {
    private static final int MAX_LIVES = 3;
    private static final int MAX_STEPS = 8;
    private static final int MAX_WRITES = 3;
    private static final long MAX_PURGE_LAG = 4;

    private OwnerHistories() {}

    /** @return histories of {@link #owner}, of one to three lives */
    public static Arbitrary<OwnerHistory> any() {
        return Generations.rising(MAX_LIVES).flatMap(OwnerHistories::ofLives);
    }

    /** @return histories of {@link #owner}, of one life */
    public static Arbitrary<OwnerHistory> ofOneLife() {
        return Generations.rising(1).flatMap(OwnerHistories::ofLives);
    }

    /** @return whose the histories are */
    public static NodeId owner() {
        return NodeId.of("owner");
    }

    /** @return lives of that generation */
    public static Arbitrary<Life> life(final Generation generation) {
        Arguments.notNull(generation, "generation");
        return steps().list()
                .ofMaxSize(MAX_STEPS)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(steps -> {
                    final Life.Builder life = Life.builder(generation);
                    steps.forEach(step -> step.accept(life));
                    return life.build();
                });
    }

    private static Arbitrary<OwnerHistory> ofLives(final List<Generation> generations) {
        final List<Arbitrary<Life>> lives = new ArrayList<>();
        generations.forEach(generation -> lives.add(life(generation)));
        return Combinators.combine(lives)
                .as(made -> new OwnerHistory(owner(), made))
                .withoutEdgeCases(); // so many that they would take the place of all others
    }

    private static Arbitrary<Consumer<Life.Builder>> steps() {
        final Arbitrary<Consumer<Life.Builder>> batch = writes().list()
                .ofMinSize(1)
                .ofMaxSize(MAX_WRITES)
                .map(writes -> life -> {
                    writes.forEach(write -> write.accept(life));
                    life.publish();
                });
        final Arbitrary<Consumer<Life.Builder>> purge =
                Arbitraries.longs().between(0, MAX_PURGE_LAG).map(lag -> life -> life.purge(life.version() - lag));
        final Arbitrary<Consumer<Life.Builder>> deleteAndPurge = Keys.few().map(key -> life -> {
            life.delete(key).publish();
            life.purge(life.version());
        });
        return Arbitraries.frequencyOf(Tuple.of(4, batch), Tuple.of(1, purge), Tuple.of(1, deleteAndPurge));
    }

    private static Arbitrary<Consumer<Life.Builder>> writes() {
        final Arbitrary<Consumer<Life.Builder>> set =
                Combinators.combine(Keys.few(), Values.few()).as((key, value) -> life -> life.set(key, value));
        final Arbitrary<Consumer<Life.Builder>> delete = Keys.few().map(key -> life -> life.delete(key));
        return Arbitraries.frequencyOf(Tuple.of(3, set), Tuple.of(2, delete));
    }
}
