package io.gossip.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.Incarnation;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.wire.MemberState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimRulesTest {
    private static final Incarnation HELD = Cluster.inc(1_000, 5);

    /** Claimed incarnations from the lowest to the highest, as the columns below. */
    private static final List<Incarnation> CLAIMED = List.of(
            Cluster.inc(999, Incarnation.MAX_REFUTATION), // lower life, however often it refuted
            Cluster.inc(1_000, 4),
            Cluster.inc(1_000, 5),
            Cluster.inc(1_000, 6),
            Cluster.inc(1_001, 0)); // higher life that never refuted

    private static final Map<Character, ClaimRules.Verdict> VERDICTS = Map.of(
            '.', ClaimRules.Verdict.IGNORE,
            'A', ClaimRules.Verdict.ALIVE,
            'S', ClaimRules.Verdict.SUSPECT,
            'C', ClaimRules.Verdict.CONFIRM,
            'D', ClaimRules.Verdict.DEAD,
            'L', ClaimRules.Verdict.LEFT);

    /** Columns: lower life, lower refutation, equal, higher refutation, higher life; direct, then as hearsay. */
    @ParameterizedTest
    @CsvSource({
        "ALIVE,   ALIVE,   ...AA, ...AA",
        "ALIVE,   SUSPECT, ...AA, ...AA",
        "ALIVE,   DEAD,    ...AA, ...AA",
        "ALIVE,   LEFT,    ....A, ....A",
        "SUSPECT, ALIVE,   ..SSS, ..SSS",
        "SUSPECT, SUSPECT, ..CSS, ...SS",
        "SUSPECT, DEAD,    ...SS, ...SS",
        "SUSPECT, LEFT,    ....S, ....S",
        "DEAD,    ALIVE,   ..DDD, ..SSS",
        "DEAD,    SUSPECT, ..DDD, ...SS",
        "DEAD,    DEAD,    ...DD, ...DD",
        "DEAD,    LEFT,    ....D, ....D",
        "LEFT,    ALIVE,   ..LLL, ..LLL",
        "LEFT,    SUSPECT, ..LLL, ..LLL",
        "LEFT,    DEAD,    ..LLL, ..LLL",
        "LEFT,    LEFT,    ....L, ....L",
        "GONE,    ALIVE,   ....., .....",
        "GONE,    SUSPECT, ....., .....",
        "GONE,    DEAD,    ....., .....",
        "GONE,    LEFT,    ....., ....."
    })
    void shouldDecideAsTheTableSays(
            final MemberState claimed, final MemberState held, final String direct, final String hearsay) {
        for (int i = 0; i < CLAIMED.size(); i++) {
            final String cell = claimed + " " + CLAIMED.get(i) + " against " + held + " " + HELD;
            assertEquals(
                    VERDICTS.get(direct.charAt(i)),
                    ClaimRules.decide(claimed, CLAIMED.get(i), false, held, HELD),
                    cell);
            assertEquals(
                    VERDICTS.get(hearsay.charAt(i)),
                    ClaimRules.decide(claimed, CLAIMED.get(i), true, held, HELD),
                    cell + " by hearsay");
        }
    }
}
