package io.gossip.cli.demo;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The story: agents start and find each other, one writes, one is killed and comes back, all leave. A step is over when
 * every agent that runs has said so itself; its time is measured from the deed to the end of the round of questions that
 * found it, so it is at most a round (some milliseconds for each agent) and a pause (10 ms, or two rounds) too long, and
 * never too short. One thread.
 */
public final class Demo {
    private static final long MIN_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Pauses are this many times as long as a round, so that asking takes no more than a third of the processor. */
    private static final int PAUSE_ROUNDS = 2;

    private static final long KEEP_MS = 200;

    private final DemoSettings settings;
    private final Fleet fleet;
    private final Screen screen;
    private final List<StepResult> steps = new ArrayList<>();
    private final Map<NodeId, String> written = new TreeMap<>();
    private long lastRoundNs;

    private Demo(final DemoSettings settings, final Fleet fleet, final Screen screen) {
        this.settings = settings;
        this.fleet = fleet;
        this.screen = screen;
    }

    /**
     * Runs it. All processes have ended when this returns or throws.
     *
     * @param settings how many nodes
     * @param shown where it shows how it goes; empty for nowhere
     * @param isKept whether the agents run on after the story until this process is ended
     * @return how it went
     * @throws io.gossip.GossipException when a process cannot be started or ends by itself
     */
    public static DemoResult run(final DemoSettings settings, final Optional<PrintWriter> shown, final boolean isKept)
            throws IOException, InterruptedException {
        final Screen screen = shown.map(Demo::screen).orElseGet(SilentScreen::new);
        try (Fleet fleet = new Fleet(settings.nodes())) {
            final Demo demo = new Demo(settings, fleet, screen);
            return demo.tell(isKept);
        } finally {
            screen.close();
        }
    }

    private static Screen screen(final PrintWriter out) {
        return Terminal.ofOutput(System.getenv())
                .<Screen>map(terminal -> new LiveScreen(out, terminal, System::nanoTime))
                .orElseGet(() -> new LineScreen(out));
    }

    private DemoResult tell(final boolean isKept) throws IOException, InterruptedException {
        final boolean isWell = start() && write() && kill() && restart();
        if (isWell && isKept) {
            keep();
        }
        leave();
        return new DemoResult(settings, steps);
    }

    /** Until this process is ended, and the agents with it. */
    private void keep() throws InterruptedException {
        screen.begin(
                "all run on until Ctrl-C; look: XDG_RUNTIME_DIR=" + fleet.folder() + " ./gossip members --agent n1");
        while (true) {
            TimeUnit.MILLISECONDS.sleep(KEEP_MS);
            look();
        }
    }

    private boolean start() throws IOException {
        final long startNs = System.nanoTime();
        screen.begin("starting " + settings.nodes() + " processes, each knows the address of the first only");
        final DemoAgent first = fleet.first();
        launch(first, List.of());
        final boolean isThere = reach(
                new Goal("first", "the first node listens, from its start", startNs, settings.startBound()),
                seen -> seen.get(first.node()).status().isPresent() && first.isBound());
        if (!isThere) {
            return false;
        }
        final List<NodeAddress> join = List.of(first.address());
        for (final DemoAgent agent : fleet.agents().subList(1, settings.nodes())) {
            launch(agent, join);
        }
        return reach(
                        new Goal(
                                "membership",
                                "every node sees all " + settings.nodes() + " UP, from the start of the first process",
                                startNs,
                                settings.startBound()),
                        this::allSeeAllUp)
                && reach(
                        new Goal(
                                "values",
                                "every node has the value of every node, from the start of the first process",
                                startNs,
                                settings.startBound().plus(settings.valueBound())),
                        this::allHaveAllValues);
    }

    private void launch(final DemoAgent agent, final List<NodeAddress> join) throws IOException {
        final String value = "hello from " + agent.node();
        written.put(agent.node(), value);
        agent.start(join, settings, value);
    }

    private boolean write() {
        final DemoAgent writer = fleet.first();
        final String value = "news from " + writer.node();
        screen.begin(writer.node() + " writes a new value");
        final long startNs = System.nanoTime();
        writer.proxy().set(DemoSettings.KEY, value.getBytes(StandardCharsets.UTF_8));
        written.put(writer.node(), value);
        return reach(
                new Goal("write", "every node has the new value of " + writer.node(), startNs, settings.valueBound()),
                this::allHaveAllValues);
    }

    private boolean kill() {
        final DemoAgent victim = fleet.last();
        victim.isBound();
        screen.begin("kill -9 of " + victim.node());
        final long startNs = System.nanoTime();
        victim.kill();
        return reach(
                new Goal(
                        "down",
                        "every other node sees " + victim.node() + " DOWN, from its kill -9",
                        startNs,
                        settings.downBound()),
                seen -> running(seen, own -> own.down().contains(victim.node())));
    }

    private boolean restart() throws IOException {
        final DemoAgent victim = fleet.last();
        final String value = victim.node() + " is back";
        screen.begin("start of " + victim.node() + " again");
        final long startNs = System.nanoTime();
        written.put(victim.node(), value);
        victim.start(List.of(fleet.first().address()), settings, value);
        return reach(
                        new Goal(
                                "return",
                                "every node sees all " + settings.nodes() + " UP, from the start of the new process",
                                startNs,
                                settings.startBound()),
                        this::allSeeAllUp)
                && reach(
                        new Goal(
                                "agreement",
                                "every node has the value of every node, from the start of the new process",
                                startNs,
                                settings.startBound().plus(settings.valueBound())),
                        this::allHaveAllValues);
    }

    private void leave() throws InterruptedException {
        final long startNs = System.nanoTime();
        screen.begin("SIGTERM to all");
        final List<DemoAgent> running =
                fleet.agents().stream().filter(DemoAgent::isRunning).toList();
        running.forEach(DemoAgent::terminate);
        boolean isReached = true;
        for (final DemoAgent agent : running) {
            final long leftNs = settings.leaveBound().toNanos() - (System.nanoTime() - startNs);
            isReached &= agent.awaitExit(leftNs).equals(OptionalInt.of(0));
        }
        end(
                new Goal("leave", "every process ended with exit code 0, from SIGTERM", startNs, settings.leaveBound()),
                isReached);
    }

    private boolean allSeeAllUp(final Map<NodeId, Observation> seen) {
        return running(seen, own -> own.up().size() == settings.nodes());
    }

    private boolean allHaveAllValues(final Map<NodeId, Observation> seen) {
        return running(seen, own -> own.values().equals(written));
    }

    /** Holds for every agent that should run; for one that does not, there is nothing observed that it could hold for. */
    private boolean running(final Map<NodeId, Observation> seen, final Predicate<Observation> condition) {
        return fleet.agents().stream()
                .filter(DemoAgent::isMeantToRun)
                .allMatch(agent -> condition.test(seen.get(agent.node())));
    }

    /** Something to wait for. */
    private record Goal(String name, String text, long startNs, Duration bound) {}

    private boolean reach(final Goal goal, final Predicate<Map<NodeId, Observation>> condition) {
        screen.begin("waiting: " + goal.text());
        boolean isReached = condition.test(look());
        while (!isReached && System.nanoTime() - goal.startNs() < goal.bound().toNanos()) {
            LockSupport.parkNanos(Math.max(MIN_PAUSE_NS, PAUSE_ROUNDS * lastRoundNs));
            isReached = condition.test(look());
        }
        end(goal, isReached);
        return isReached;
    }

    private Map<NodeId, Observation> look() {
        fleet.checkAlive();
        final long roundNs = System.nanoTime();
        final Map<NodeId, Observation> seen = fleet.observe();
        lastRoundNs = System.nanoTime() - roundNs;
        screen.show(fleet.agents(), seen);
        return seen;
    }

    private void end(final Goal goal, final boolean isReached) {
        final Duration elapsed = Duration.ofNanos(System.nanoTime() - goal.startNs());
        final StepResult step = new StepResult(goal.name(), goal.text(), elapsed, goal.bound(), isReached);
        steps.add(step);
        screen.end(step);
    }
}
