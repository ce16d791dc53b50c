package io.gossip.simulation;

import static io.gossip.simulation.Clusters.TICK;
import static io.gossip.simulation.Clusters.ticks;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.core.node.GossipNode;
import io.gossip.sim.ObservedEvent;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.spi.Lane;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of writes and faults against an oracle that knows what was written. At every step: an owner shows its
 * own writes, and others show what it published, going forwards only. At the end: who has left is not back, and within a
 * bound all agree and fall silent. {@code -Dschedule.seeds=10000} runs more, {@code -Dschedule.first=77} others.
 */
class ScheduleSimulation {
    private static final long FIRST = Long.getLong("schedule.first", 0);
    private static final int SEEDS = Integer.getInteger("schedule.seeds", 30);
    private static final int STEPS = 60;
    /** Back-off of joins, a suspicion, a refutation or outbid, and its way to all. */
    private static final int HEALING_TICKS = 600;

    private static final Duration QUIET_WINDOW = Duration.ofSeconds(4);
    private static final int QUIET_WINDOWS = 10;
    private static final int QUIET_BYTES_PER_SECOND = 400;

    @Test
    void shouldKeepItsPromisesUnderRandomFaults() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            final FaultSchedule schedule = new FaultSchedule(seed);
            try {
                run(schedule);
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError(schedule.toString(), e);
            }
        }
    }

    private static void run(final FaultSchedule schedule) {
        final VirtualCluster cluster = schedule.cluster();
        for (int step = 0; step < STEPS; step++) {
            schedule.step();
            checkValues(schedule);
        }
        schedule.endFaults();
        for (int i = 0; i < 20; i++) {
            cluster.run(TICK);
            checkValues(schedule);
        }
        cluster.await("all see the live", cluster.views()::allSeeTheLive, ticks(HEALING_TICKS));
        cluster.await("all hold the same", cluster.views()::allHoldTheSame, ticks(HEALING_TICKS));
        cluster.await("all show the last writes", () -> isLatest(schedule), ticks(20));
        checkValues(schedule);
        checkDepartures(cluster);
        checkQuiet(cluster);
    }

    private static void checkValues(final FaultSchedule schedule) {
        for (final VirtualNode observer : schedule.cluster().nodes()) {
            if (!observer.isRunning()) {
                continue;
            }
            final Map<NodeId, NodeInfo> state = observer.store().localState();
            state.forEach((owner, info) -> checkState(schedule, observer, owner, live(info)));
            checkDeadline(observer);
        }
    }

    private static void checkState(
            final FaultSchedule schedule,
            final VirtualNode observer,
            final NodeId owner,
            final Map<String, String> seen) {
        final PublishedStates states = schedule.states();
        final String id = owner.value();
        final String who = observer.id() + " of " + owner + " shows " + seen.keySet();
        if (observer.id().equals(owner)) {
            check(seen.equals(states.current(id)), "lost an own write: " + who);
        } else {
            check(states.isKnown(id, seen), "never published: " + who);
            check(
                    !states.isBackwards(observer.id() + "/" + observer.life(), id, seen) || !schedule.isOrdered(id),
                    "went back: " + who);
        }
    }

    private static Map<String, String> live(final NodeInfo info) {
        final Map<String, String> live = new TreeMap<>();
        info.entries().forEach((key, entry) -> entry.value()
                .ifPresent(bytes -> live.put(key, new String(bytes, StandardCharsets.UTF_8))));
        return live;
    }

    private static void checkDeadline(final VirtualNode node) {
        final GossipNode core = node.node();
        final long lateNs = node.isPaused() ? 0 : node.clock().monotonicNs() - core.nextDeadlineNs();
        check(lateNs <= 1_000, "deadline in the past, lateNs=" + lateNs + " " + node);
    }

    private static boolean isLatest(final FaultSchedule schedule) {
        return schedule.cluster().views().all(node -> node.store().localState().values().stream()
                .filter(info -> schedule.cluster().node(info.id().value()).isLive())
                .allMatch(info ->
                        live(info).equals(schedule.states().current(info.id().value()))));
    }

    /** A life that said good-bye to an observer does not join again there. */
    private static void checkDepartures(final VirtualCluster cluster) {
        for (final VirtualNode observer : cluster.nodes()) {
            final Set<String> departed = new HashSet<>();
            for (final ObservedEvent seen : observer.events()) {
                final String who = seen.life() + " of " + seen.event().node();
                if (seen.event() instanceof GossipEvent.MemberLeft gone) {
                    departed.add(who + gone.incarnation().generation());
                } else if (seen.event() instanceof GossipEvent.MemberJoined joined) {
                    check(
                            !departed.contains(who + joined.incarnation().generation()),
                            "departed life is back at " + observer.id() + " " + joined);
                }
            }
        }
    }

    /** Purges and reaping are work that comes late and ends: most of the time is silent. */
    private static void checkQuiet(final VirtualCluster cluster) {
        int noisy = 0;
        for (int window = 0; window < QUIET_WINDOWS; window++) {
            final long before = bytes(cluster);
            cluster.run(QUIET_WINDOW);
            final long bound = QUIET_BYTES_PER_SECOND
                    * QUIET_WINDOW.toSeconds()
                    * cluster.views().live().size();
            noisy += bytes(cluster) - before > bound ? 1 : 0;
        }
        check(noisy <= QUIET_WINDOWS / 2, "not quiet, noisy windows=" + noisy);
        cluster.await("all hold the same still", cluster.views()::allHoldTheSame, ticks(HEALING_TICKS));
    }

    private static long bytes(final VirtualCluster cluster) {
        return cluster.totalTraffic(Lane.BEST_EFFORT).bytesSent()
                + cluster.totalTraffic(Lane.RELIABLE).bytesSent();
    }

    private static void check(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
