package io.gossip.simulation;

import java.util.SplittableRandom;

/**
 * The textbook model the protocol is measured against: in each synchronous tick every node that holds the update and has
 * sends left sends it to f random others, R = ceil(ln N) + 3 times; packets are lost independently. Below ten nodes
 * everybody is sent to.
 */
final class SynchronousRumors {
    private static final int RUNS = 2_000;
    private static final int MAX_TICKS = 100;

    private SynchronousRumors() {}

    /** Mean ticks until all hold the update; a run whose rumor dies counts as {@value #MAX_TICKS}. */
    static double meanTicks(final int nodes, final double loss) {
        final SplittableRandom random = new SplittableRandom(7);
        long sum = 0;
        for (int run = 0; run < RUNS; run++) {
            sum += ticks(nodes, loss, random);
        }
        return (double) sum / RUNS;
    }

    private static int ticks(final int nodes, final double loss, final SplittableRandom random) {
        final int sends = (int) StrictMath.ceil(StrictMath.log(nodes)) + 3;
        final int fanOut = nodes < 10 ? nodes - 1 : 3;
        final int[] sendsLeft = new int[nodes];
        final boolean[] holds = new boolean[nodes];
        holds[0] = true;
        sendsLeft[0] = sends;
        int holders = 1;
        for (int tick = 1; tick < MAX_TICKS; tick++) {
            final boolean[] held = holds.clone();
            for (int node = 0; node < nodes; node++) {
                if (held[node] && sendsLeft[node]-- > 0) {
                    for (final int peer : peers(node, nodes, fanOut, random)) {
                        if (random.nextDouble() >= loss && !holds[peer]) {
                            holds[peer] = true;
                            sendsLeft[peer] = sends;
                            holders++;
                        }
                    }
                }
            }
            if (holders == nodes) {
                return tick;
            }
        }
        return MAX_TICKS;
    }

    private static int[] peers(final int self, final int nodes, final int count, final SplittableRandom random) {
        return random.ints(0, nodes)
                .filter(peer -> peer != self)
                .distinct()
                .limit(count)
                .toArray();
    }
}
