package io.gossip.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.NodeStatus;
import io.gossip.sim.VirtualNode;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Safety and liveness of the quorum, for all providers, over random schedules. Safety: once a partition is older than the
 * quorum timeout and the detection bound, its two sides are never both UP, whatever had happened before. Liveness: once all
 * has been at rest for the healing bound, exactly those are UP whose side has a quorum of the declared members, and none is
 * still in doubt. {@code -Dquorum.seeds=2500} runs 10,000 schedules in all, {@code -Dquorum.first=77} others.
 */
class QuorumSimulation {
    private static final long FIRST = Long.getLong("quorum.first", 0);
    private static final int SEEDS = Integer.getInteger("quorum.seeds", 15);
    private static final int STEPS = 12;
    /** Of a whole side, one member after the other, at the LAN preset. */
    private static final Duration DETECTION = Duration.ofSeconds(60);

    private static final Duration SAFE = QuorumSchedule.QUORUM_TIMEOUT.plus(DETECTION);
    /** The back-off of joins ends at 37.5 s; then a join, an outbid or refutation, and another join. */
    private static final Duration HEALED = Duration.ofSeconds(120);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HALF")
    void shouldNeverBeInTwoPlacesAndAlwaysComeBack(final QuorumProviderKind kind) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            final QuorumSchedule schedule = new QuorumSchedule(seed, kind);
            try {
                run(schedule, new SplittableRandom(seed));
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError(schedule.toString(), e);
            }
        }
    }

    /** A check that finds nothing says nothing. */
    @Test
    void shouldFindTwoQuorumsWhenHalfIsEnough() {
        for (long seed = 0; seed < 100; seed++) {
            final QuorumSchedule schedule = new QuorumSchedule(seed, QuorumProviderKind.HALF);
            try {
                run(schedule, new SplittableRandom(seed));
            } catch (final AssertionError e) {
                assertTrue(e.getMessage().startsWith("UP on both sides"), () -> schedule + "\n" + e.getMessage());
                return;
            }
        }
        fail("no schedule had two quorums");
    }

    private static void run(final QuorumSchedule schedule, final SplittableRandom random) {
        for (int step = 0; step < STEPS; step++) {
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                schedule.step();
            }
            switch (random.nextInt(4)) {
                case 0, 1 -> schedule.run(Duration.ofMillis(1 + random.nextInt(20_000)));
                case 2 -> {
                    schedule.run(SAFE);
                    checkSafety(schedule);
                }
                default -> {
                    schedule.endLoss();
                    schedule.run(HEALED);
                    checkSafety(schedule);
                    checkLiveness(schedule);
                }
            }
        }
        schedule.endFaults();
        schedule.run(HEALED);
        checkLiveness(schedule);
    }

    private static List<VirtualNode> running(final QuorumSchedule schedule) {
        return schedule.cluster().nodes().stream()
                .filter(VirtualNode::isRunning)
                .toList();
    }

    private static boolean isUp(final VirtualNode node) {
        return node.store().selfStatus() == NodeStatus.UP;
    }

    private static void checkSafety(final QuorumSchedule schedule) {
        if (schedule.kind().isExclusive()) {
            final List<VirtualNode> up =
                    running(schedule).stream().filter(QuorumSimulation::isUp).toList();
            final long onIsland = up.stream().filter(schedule::isOnIsland).count();
            if (onIsland > 0 && onIsland < up.size()) {
                throw new AssertionError("UP on both sides: " + up);
            }
        }
    }

    private static void checkLiveness(final QuorumSchedule schedule) {
        for (final VirtualNode node : running(schedule)) {
            final NodeStatus status = node.store().selfStatus();
            final NodeStatus expected = schedule.shouldBeUp(node) ? NodeStatus.UP : NodeStatus.NOT_IN_QUORUM;
            if (status != expected) {
                throw new AssertionError(node + " is " + status + " and not " + expected + ": "
                        + node.store().view().quorum().explanation());
            }
        }
    }
}
