package io.gossip.testkit;

import io.gossip.InvalidValueException;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import io.gossip.spi.Arguments;
import io.gossip.testkit.model.Fault;
import io.gossip.testkit.model.FaultSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plays schedules of faults to a virtual cluster. Node number n of a schedule is the n-th of the cluster's nodes. What
 * makes no sense at its moment, such as the crash of a node that is down, is passed over, so that any schedule can be
 * played. One thread, the cluster's.
 */
public final class FaultInjector {
    private static final double PERCENT = 100;

    private final VirtualCluster cluster;
    private final LinkModel link;
    private final List<String> ids;

    private record Action(long atMillis, Runnable effect) {}

    /**
     * @param cluster what it is done to
     * @param link every link of it while nothing is wrong; loss is added to it and taken away again
     */
    public FaultInjector(final VirtualCluster cluster, final LinkModel link) {
        this.cluster = Arguments.notNull(cluster, "cluster");
        this.link = Arguments.notNull(link, "link");
        this.ids = cluster.nodes().stream().map(node -> node.id().value()).toList();
    }

    /**
     * Runs the cluster through a schedule, from now to its last fault, then puts everything right: links whole, no node
     * frozen, none down.
     *
     * @param schedule for as many nodes as the cluster has
     * @throws InvalidValueException when it is for another number of nodes
     */
    public void play(final FaultSchedule schedule) {
        if (schedule.nodes() != ids.size()) {
            throw new InvalidValueException("schedule is for another number of nodes, scheduleNodes=" + schedule.nodes()
                    + " clusterNodes=" + ids.size());
        }
        long now = 0;
        for (final Action action : actions(schedule)) {
            if (action.atMillis() > now) {
                cluster.run(Duration.ofMillis(action.atMillis() - now));
                now = action.atMillis();
            }
            action.effect().run();
        }
        putRight();
    }

    private List<Action> actions(final FaultSchedule schedule) {
        final List<Action> actions = new ArrayList<>();
        for (final FaultSchedule.Timed timed : schedule.faults()) {
            actions.add(new Action(timed.atMillis(), () -> inject(timed.fault())));
            if (timed.fault() instanceof Fault.Pause pause) {
                actions.add(new Action(timed.atMillis() + pause.millis(), () -> resume(node(pause.node()))));
            }
        }
        actions.sort(Comparator.comparingLong(Action::atMillis));
        return actions;
    }

    private void inject(final Fault fault) {
        if (fault instanceof Fault.Loss loss) {
            cluster.link(link.withLoss(loss.percent() / PERCENT));
        } else if (fault instanceof Fault.Partition partition) {
            final Set<String> side = new TreeSet<>();
            partition.side().forEach(node -> side.add(ids.get(node)));
            cluster.partition(List.of(side));
        } else if (fault instanceof Fault.OneWayCut cut) {
            cluster.cut(ids.get(cut.from()), ids.get(cut.to()));
        } else if (fault instanceof Fault.Heal) {
            healLinks();
        } else if (fault instanceof Fault.ClockStep step) {
            cluster.stepClock(ids.get(step.node()), Duration.ofMillis(step.millis()));
        } else {
            injectIntoProcess(fault);
        }
    }

    private void injectIntoProcess(final Fault fault) {
        if (fault instanceof Fault.Crash crash && node(crash.node()).isRunning()) {
            cluster.crash(ids.get(crash.node()));
        } else if (fault instanceof Fault.Restart restart) {
            restart(node(restart.node()));
        } else if (fault instanceof Fault.Pause pause && node(pause.node()).isLive()) {
            cluster.pause(ids.get(pause.node()));
        }
    }

    private VirtualNode node(final int number) {
        return cluster.node(ids.get(number));
    }

    private void restart(final VirtualNode node) {
        if (!node.isRunning()) {
            cluster.restart(node.id().value());
        }
    }

    private void resume(final VirtualNode node) {
        if (node.isPaused()) {
            cluster.resume(node.id().value());
        }
    }

    private void healLinks() {
        cluster.heal();
        cluster.link(link);
    }

    private void putRight() {
        healLinks();
        for (final VirtualNode node : cluster.nodes()) {
            resume(node);
            restart(node);
        }
    }
}
