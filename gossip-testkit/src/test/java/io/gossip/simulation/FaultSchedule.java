package io.gossip.simulation;

import static io.gossip.simulation.Clusters.TICK;

import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.Retention;
import io.gossip.StoreKey;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A random cluster and a random schedule of writes and faults for it, all of it from one seed. Notes each step in words
 * and tells {@link PublishedStates} what was written.
 */
final class FaultSchedule {
    private static final List<Retention> RETENTIONS = List.of(
            Retention.defaults(),
            new Retention(Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofSeconds(5)),
            new Retention(Duration.ofSeconds(40), Duration.ofMinutes(3), Duration.ofSeconds(20)));
    private static final Set<String> SEEDS = Set.of("n0", "n1", "n2");
    private static final int KEYS = 4;

    private final long seed;
    private final SplittableRandom random;
    private final VirtualCluster cluster;
    private final int size;
    private final PublishedStates states = new PublishedStates();
    private final List<String> steps = new ArrayList<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final Set<String> clockWentBack = new HashSet<>();
    private final Set<String> cloned = new HashSet<>();
    private final Map<String, Stranger> clones = new HashMap<>();
    private final boolean mayClone;
    private final boolean isForgetful;
    private int written;
    private int clonesSoFar;

    FaultSchedule(final long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.size = 3 + random.nextInt(10);
        final MembershipMode mode = random.nextInt(3) == 0 ? MembershipMode.MANAGED : MembershipMode.OPEN;
        final Retention retention = RETENTIONS.get(random.nextInt(RETENTIONS.size()));
        this.isForgetful = retention != RETENTIONS.get(0);
        this.mayClone = mode == MembershipMode.OPEN && random.nextInt(5) == 0;
        this.cluster = VirtualCluster.builder()
                .nodes(size)
                .seed(seed)
                .membershipMode(mode)
                .configure(config -> config.retention(retention))
                .checkInterval(TICK)
                .start();
        note("nodes=" + size + " mode=" + mode + " reapAfter=" + retention.reapAfter());
        cluster.nodes().forEach(this::noteLife);
    }

    VirtualCluster cluster() {
        return cluster;
    }

    PublishedStates states() {
        return states;
    }

    /** @return whether nobody forgets an owner, and the order of its lives is that of their starts */
    boolean isOrdered(final String id) {
        return !isForgetful && !clockWentBack.contains(id) && !cloned.contains(id);
    }

    @Override
    public String toString() {
        return "seed=" + seed + "\n  " + String.join("\n  ", steps);
    }

    private void note(final String step) {
        steps.add((cluster == null ? "" : cluster.elapsed() + " ") + step);
    }

    /** One random step, and then some time. */
    void step() {
        final String id = "n" + random.nextInt(size);
        final int dice = random.nextInt(100);
        if (dice < 45) {
            write(id);
        } else if (dice < 70) {
            changeProcess(id, random.nextInt(9));
        } else if (dice < 95) {
            changeNetwork(id, random.nextInt(9));
        } else if (mayClone) {
            changeClone(id);
        }
        run();
    }

    private void run() {
        final int dice = random.nextInt(40);
        final long ms = dice == 0 ? 120_000 : dice < 4 ? 15_000 : dice < 20 ? 1_000 : 100;
        cluster.run(Duration.ofMillis(1 + random.nextLong(ms)));
    }

    private void write(final String id) {
        final VirtualNode node = cluster.node(id);
        if (!node.isLive() || left.contains(id)) {
            return;
        }
        final Map<String, String> writes = new HashMap<>();
        for (int i = random.nextInt(8) == 0 ? 3 : 1; i > 0; i--) {
            writes.put("k" + random.nextInt(KEYS), random.nextInt(5) == 0 ? null : value(id, node.life()));
        }
        note("write " + id + " " + writes.keySet());
        states.write(id, writes);
        node.store()
                .updateSelf(batch -> writes.forEach((key, value) -> {
                    if (value == null) {
                        batch.remove(StoreKey.utf8(key));
                    } else {
                        batch.put(StoreKey.utf8(key), value);
                    }
                }));
    }

    private String value(final String id, final int life) {
        final int length = random.nextInt(12) == 0 ? 4_000 : random.nextInt(6) == 0 ? 500 : 5;
        return id + "/" + life + "/" + written++ + "x".repeat(length);
    }

    private void changeProcess(final String id, final int kind) {
        final VirtualNode node = cluster.node(id);
        if (kind >= 7) {
            final int days = random.nextInt(3) - 1;
            note("clock of " + id + " " + days + " d");
            cluster.stepClock(id, Duration.ofDays(days));
            if (days <= 0) {
                clockWentBack.add(id);
            }
        } else if (down.contains(id)) {
            // The seeds stay where they are: somebody must be found.
            start(node, kind == 0 && !SEEDS.contains(id));
        } else if (node.isPaused()) {
            note("resume " + id);
            cluster.resume(id);
        } else if (!left.contains(id) && kind < 2) {
            note("pause " + id);
            cluster.pause(id);
        } else if (!left.contains(id) && kind < 4) {
            note("crash " + id);
            cluster.crash(id);
            down.add(id);
        } else if (!left.contains(id) && kind == 4) {
            leave(id);
        } else if (left.contains(id) && !node.isRunning()) {
            start(node, false);
        }
    }

    private void leave(final String id) {
        note("leave " + id);
        left.add(id);
        cluster.leave(id);
    }

    private void start(final VirtualNode node, final boolean elsewhere) {
        final String id = node.id().value();
        if (elsewhere) {
            final NodeAddress moved =
                    NodeAddress.parse("10.8." + node.life() + "." + (1 + random.nextInt(250)) + ":7946");
            note("restart " + id + " at " + moved);
            cluster.restartAt(id, moved);
        } else {
            note("restart " + id);
            cluster.restart(id);
        }
        down.remove(id);
        left.remove(id);
        noteLife(node);
    }

    private void noteLife(final VirtualNode node) {
        states.beginLife(node.id().value());
    }

    private void changeNetwork(final String id, final int kind) {
        final String other = "n" + random.nextInt(size);
        switch (kind) {
            case 0, 1 -> link();
            case 2 -> partition();
            case 3 -> cut(id, other);
            case 4 -> {
                note("interface down " + id);
                cluster.interfaceDown(id);
            }
            case 5 -> {
                note("interface up " + id);
                cluster.interfaceUp(id);
            }
            default -> {
                note("heal");
                cluster.heal();
            }
        }
    }

    private void link() {
        final LinkModel model = (random.nextBoolean() ? LinkModel.lan() : LinkModel.wan())
                .withLoss(random.nextInt(4) * 0.15)
                .withDuplication(random.nextInt(3) * 0.15)
                .withReordering(random.nextInt(3) * 0.15, Duration.ofMillis(1 + random.nextInt(4_000)));
        note("link " + model);
        cluster.link(model);
    }

    private void partition() {
        final Set<String> island = new HashSet<>();
        for (int i = 0; i < size; i++) {
            if (random.nextBoolean()) {
                island.add("n" + i);
            }
        }
        if (!island.isEmpty()) {
            note("partition " + island);
            cluster.partition(List.of(island));
        }
    }

    private void cut(final String from, final String to) {
        if (!from.equals(to)) {
            note("cut " + from + " to " + to);
            cluster.cut(from, to);
        }
    }

    private void changeClone(final String id) {
        final Stranger clone = clones.remove(id);
        if (clone != null) {
            note("kill clone of " + id);
            clone.kill();
        } else if (clones.isEmpty()) {
            note("clone " + id);
            cloned.add(id);
            clones.put(
                    id,
                    Stranger.in(cluster, id, "10.7.0." + (1 + clonesSoFar++) + ":7946")
                            .start());
        }
    }

    /** Ends all faults. Those who crashed come back, and so do half of those who left. */
    void endFaults() {
        note("end of faults");
        clones.values().forEach(Stranger::kill);
        cluster.link(LinkModel.lan());
        cluster.heal();
        for (int i = 0; i < size; i++) {
            final String id = "n" + i;
            final VirtualNode node = cluster.node(id);
            cluster.interfaceUp(id);
            if (node.isPaused()) {
                cluster.resume(id);
            } else if (!node.isRunning() && (!left.contains(id) || SEEDS.contains(id) || random.nextBoolean())) {
                start(node, false);
            }
        }
    }
}
