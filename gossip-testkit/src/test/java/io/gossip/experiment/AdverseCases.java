package io.gossip.experiment;

import java.time.LocalDate;
import java.util.Locale;

/**
 * The table of adverse networks in docs/membership.md. Arguments: nodes (64 unless told otherwise) and seeds (100). Ends with an
 * error when a healthy node was removed.
 */
public final class AdverseCases {
    private static final int PHASES = 9;

    private AdverseCases() {}

    public static void main(final String[] arguments) {
        final int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        final int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        System.out.printf(
                Locale.ROOT, "%s, JDK %s, N = %d, %d seeds%n", LocalDate.now(), Runtime.version(), nodes, seeds);
        System.out.println("| one node in a hundred | healthy nodes removed | by the faulty node itself"
                + " | suspicions of healthy nodes, refuted | told that a faulty node failed |");
        System.out.println("|---|---|---|---|---|");
        long removals = 0;
        for (final AdverseNetwork network : AdverseNetwork.values()) {
            AdverseRun.Result sum = AdverseRun.Result.NONE;
            for (long seed = 0; seed < seeds; seed++) {
                sum = sum.plus(new AdverseRun(network, nodes, PHASES, seed).run());
            }
            removals += sum.removals();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d |%n",
                    network.label(),
                    sum.removals(),
                    sum.removalsByFaulty(),
                    sum.suspicions(),
                    sum.faultyRemoved());
        }
        if (removals > 0) {
            throw new IllegalStateException("healthy nodes were removed, count=" + removals);
        }
    }
}
