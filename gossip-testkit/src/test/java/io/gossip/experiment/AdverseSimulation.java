package io.gossip.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes whose links are bad do not take healthy ones with them; {@link AdverseCases} runs more seeds. */
class AdverseSimulation {
    private static final int NODES = 64;
    private static final int SEEDS = 5;
    private static final int PHASES = 4;

    @ParameterizedTest
    @EnumSource(AdverseNetwork.class)
    void shouldRemoveNoHealthyNode(final AdverseNetwork network) {
        AdverseRun.Result sum = AdverseRun.Result.NONE;
        for (long seed = 0; seed < SEEDS; seed++) {
            final AdverseRun.Result result = new AdverseRun(network, NODES, PHASES, seed).run();
            assertEquals(0, result.removals(), network + ", seed " + seed + ": " + result);
            sum = sum.plus(result);
        }
        // Nothing would be shown by links that nobody notices.
        assertTrue(sum.faultyRemoved() > 0 || sum.suspicions() > 0, network + ": " + sum);
    }
}
