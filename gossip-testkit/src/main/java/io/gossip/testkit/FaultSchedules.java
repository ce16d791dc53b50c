package io.gossip.testkit;

import io.gossip.testkit.model.Fault;
import io.gossip.testkit.model.FaultSchedule;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Schedules of faults. Shrinks towards fewer nodes, fewer faults, earlier times. */
public final class FaultSchedules {
    private static final int MIN_NODES = 3;
    private static final int MAX_NODES = 7;
    private static final int MAX_FAULTS = 12;
    private static final long LENGTH_MS = 20_000;
    private static final int MAX_LOSS_PERCENT = 40;
    private static final long MAX_PAUSE_MS = 5_000;
    private static final long YEAR_MS = 365L * 24 * 60 * 60 * 1_000;

    private FaultSchedules() {}

    /** @return up to twelve faults within twenty seconds in a cluster of three to seven nodes */
    public static Arbitrary<FaultSchedule> any() {
        return Arbitraries.integers().between(MIN_NODES, MAX_NODES).flatMap(FaultSchedules::of);
    }

    /**
     * @param nodes how many nodes there are, from 2
     * @return schedules for them
     */
    public static Arbitrary<FaultSchedule> of(final int nodes) {
        final Arbitrary<Long> times = Arbitraries.longs().between(0, LENGTH_MS);
        return Combinators.combine(times, faults(nodes))
                .as(FaultSchedule.Timed::new)
                .list()
                .ofMaxSize(MAX_FAULTS)
                .map(faults -> new FaultSchedule(nodes, faults))
                .withoutEdgeCases(); // so many that they would take the place of all others
    }

    /** @return single faults of all kinds */
    public static Arbitrary<Fault> faults(final int nodes) {
        final Arbitrary<Integer> node = Arbitraries.integers().between(0, nodes - 1);
        return Arbitraries.oneOf(
                Arbitraries.just(new Fault.Heal()),
                Arbitraries.integers().between(0, MAX_LOSS_PERCENT).map(Fault.Loss::new),
                node.set().ofMinSize(1).ofMaxSize(nodes - 1).map(side -> new Fault.Partition(new TreeSet<>(side))),
                Combinators.combine(node, node).as(Fault.OneWayCut::new).filter(cut -> cut.from() != cut.to()),
                node.map(Fault.Crash::new),
                node.map(Fault.Restart::new),
                Combinators.combine(node, Arbitraries.longs().between(1, MAX_PAUSE_MS))
                        .as(Fault.Pause::new),
                Combinators.combine(node, Arbitraries.longs().between(-YEAR_MS, YEAR_MS))
                        .as(Fault.ClockStep::new));
    }
}
