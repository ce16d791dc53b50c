package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One random run: an owner, four replicas, and a network that truncates, loses, duplicates and delays; the owner
 * restarts with clocks that go back and with rolled-back state; somebody forges chunks and digests. After every single
 * message the oracle judges the real stores; when the faults stop, all must come to the owner's state. Everything
 * follows from the seed.
 */
final class MergeAdversary {
    static final NodeId OWNER = NodeId.of("o");
    static final KeyedHash HASH = KeyedHash.of("adversary", "1");
    static final long OWNER_HASH = HASH.of(OWNER);
    private static final int REPLICAS = 5;
    private static final int STEPS = 400;
    private static final int QUIET_STEPS = 60 * REPLICAS;
    private static final int ALL = 999;
    private static final long HUGE = 1L << 62;

    /** What a run must have met, over some runs, to have shown anything. */
    enum Stat {
        CHUNKS,
        RESETS,
        STAGED,
        NEW_LIFE_STAGED,
        RUMORS,
        PULLS,
        OUTBIDS,
        ROLLBACKS,
        FORGED,
        REFUSED,
        FULL,
        BATCHES
    }

    /** The oracle's word, on its way out of the run. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(final String message) {
            super(message);
        }
    }

    /** A digest that b sends to a, or a chunk that a sends to b. */
    private record Message(int a, int b, OwnerDigest digest, ChunkBuffer chunk) {}

    private final Mutation mutation;
    private final SplittableRandom random;
    private final AdversaryPeer[] peers = new AdversaryPeer[REPLICAS];
    private final boolean[] connected = new boolean[REPLICAS];
    private final List<Message> net = new ArrayList<>();
    private final Map<Stat, Long> stats = new EnumMap<>(Stat.class);
    private final double purgeShare;
    private final double restartShare;
    private final double loss;
    private final double duplication;
    private final int delay;
    private final AdversaryOwner owner;
    private final OwnerHistory history;

    private MergeAdversary(final long seed, final Mutation mutation) {
        this.mutation = mutation;
        this.random = new SplittableRandom(seed);
        final boolean isPurgeHeavy = seed % 3 == 1;
        purgeShare = isPurgeHeavy ? .12 : .03;
        restartShare = isPurgeHeavy ? .004 : seed % 3 == 2 ? .02 : .005;
        loss = pick(0, .1, .4);
        duplication = pick(0, .2);
        delay = (int) pick(1, 3, 12);
        for (final Stat stat : Stat.values()) {
            stats.put(stat, 0L);
        }
        for (int i = 1; i < REPLICAS; i++) {
            peers[i] = new AdversaryPeer("r" + i, mutation.rules());
        }
        Arrays.fill(connected, true);
        owner = new AdversaryOwner(mutation, random, stats, isPurgeHeavy ? 3 : 7);
        history = owner.history();
    }

    /**
     * @param stats added to
     * @return null, or what the oracle found
     */
    static String run(final long seed, final Mutation mutation, final Map<Stat, Long> stats) {
        final MergeAdversary run = new MergeAdversary(seed, mutation);
        String verdict = null;
        try {
            run.storm();
            run.calm();
        } catch (final Violation e) {
            verdict = e.getMessage();
        }
        run.stats.forEach((stat, count) -> stats.merge(stat, count, Long::sum));
        return verdict;
    }

    private void storm() {
        for (int t = 0; t < STEPS; t++) {
            step();
            deliverSome(false);
            if (t % 8 == 0) {
                onRound();
            }
        }
    }

    /** Everyone can talk, no loss, no forgery: all must end equal. */
    private void calm() {
        for (int t = 0; t < QUIET_STEPS; t++) {
            final int a = random.nextInt(REPLICAS);
            ask(a, otherThan(a));
            owner.writePending();
            deliverSome(true);
            if (t % 5 == 0) {
                onRound();
                for (int i = 1; i < REPLICAS; i++) {
                    tellWord(i);
                }
            }
        }
        final OwnerSnapshot truth = owner.peer().snapshot();
        for (int i = 1; i < REPLICAS; i++) {
            count(Stat.REFUSED, peer(i).store().replica().refusedCount());
            final OwnerSnapshot seen = peers[i].snapshot();
            if (seen == null
                    || !seen.generation().equals(truth.generation())
                    || seen.version() != truth.version()
                    || mutation != Mutation.LOCAL_GC && !seen.equals(truth)) {
                throw new Violation("no convergence: replica " + i + " at " + at(seen) + ", owner at " + at(truth));
            }
        }
    }

    private void step() {
        final double dice = random.nextDouble();
        if (owner.isRepublishing()) {
            owner.writePending();
        } else if (dice < .35) {
            owner.write();
        } else if (dice < .35 + purgeShare) {
            purge();
        } else if (dice > .47 && dice < .48) {
            final int i = 1 + random.nextInt(REPLICAS - 1);
            connected[i] = !connected[i];
        } else if (dice > .50 - restartShare && dice < .50) {
            owner.restart(highestSeen());
        } else if (dice >= .50 && dice < .53) {
            forge();
        } else {
            talk();
        }
    }

    private void talk() {
        final int a = random.nextInt(REPLICAS);
        final int b = otherThan(a);
        if (connected[a] && connected[b]) {
            final double dice = random.nextDouble();
            if (dice < .2) {
                send(a, b, make(a, digest(random.nextInt(REPLICAS)), (int) pick(1, 2, ALL)));
            } else if (dice < .45) {
                final ChunkBuffer rumor = rumor(a, 1 + random.nextInt(3));
                count(Stat.RUMORS, rumor == null ? 0 : 1);
                send(a, b, rumor);
            } else {
                ask(a, b);
            }
        }
        if (random.nextDouble() < .1) {
            tellWord(b);
        }
    }

    private void send(final int a, final int b, final ChunkBuffer chunk) {
        if (chunk != null) {
            net.add(new Message(a, b, null, chunk));
        }
    }

    private void ask(final int a, final int b) {
        net.add(new Message(a, b, digest(b), null));
    }

    private void tellWord(final int i) {
        if (i > 0) {
            final Generation life = history.generation();
            peer(i).store().replica().heard(OWNER, life.counter(), life.nonce(), history.version());
        }
    }

    private void onRound() {
        for (int i = 1; i < REPLICAS; i++) {
            peer(i).store().replica().onRound();
        }
    }

    // ---- the network

    private void deliverSome(final boolean flush) {
        while (!net.isEmpty() && (flush || net.size() > delay || random.nextDouble() < .5)) {
            final Message message = net.remove(random.nextInt(net.size()));
            if (message.digest() != null) {
                answer(message, flush);
            } else if (flush || random.nextDouble() >= loss) {
                if (random.nextDouble() < duplication) {
                    net.add(message);
                }
                deliver(message.a(), message.b(), message.chunk());
            }
        }
    }

    private void answer(final Message asked, final boolean flush) {
        final OwnerDigest digest = asked.digest();
        if (asked.a() == 0) {
            owner.hear(digest.counter(), digest.nonce(), digest.frontier());
        }
        final int room = flush && random.nextDouble() < .5 ? ALL : (int) pick(1, 2, 3, ALL);
        final ChunkBuffer chunk = make(asked.a(), digest, room);
        count(Stat.FULL, digest.isComplete() ? 1 : 0);
        if (chunk != null) {
            count(Stat.CHUNKS, 1);
            count(Stat.RESETS, chunk.isReset() ? 1 : 0);
            send(asked.a(), asked.b(), chunk);
        }
    }

    private void deliver(final int a, final int b, final ChunkBuffer chunk) {
        if (b == 0) {
            owner.receive(chunk);
            return;
        }
        final AdversaryPeer peer = peers[b];
        final OwnerSnapshot before = peer.snapshot();
        final MergeOutcome outcome = peer.merge(chunk);
        final OwnerSnapshot now = peer.snapshot();
        final Stage stage = peer.record().stage();
        count(Stat.STAGED, stage != null ? 1 : 0);
        count(
                Stat.NEW_LIFE_STAGED,
                stage != null
                                && before != null
                                && stage.compareLife(
                                                now.generation().counter(),
                                                now.generation().nonce())
                                        > 0
                        ? 1
                        : 0);
        if (outcome == MergeOutcome.PULL) {
            count(Stat.PULLS, 1);
            ask(a, b);
        }
        judge(b, before, now, chunk, outcome);
    }

    private void judge(
            final int b,
            final OwnerSnapshot before,
            final OwnerSnapshot now,
            final ChunkBuffer chunk,
            final MergeOutcome outcome) {
        final boolean isNewLife =
                now != null && (before == null || !now.generation().equals(before.generation()));
        if (before != null && (now == null || isBelow(now, before))) {
            throw new Violation("(g, m) fell");
        }
        if (isNewLife && now.version() < chunk.targetVersion()) {
            throw new Violation("old life vanished before the new life's view was published");
        }
        final String verdict = history.judge(now, mutation == Mutation.LOCAL_GC);
        if (verdict != null) {
            throw new Violation("replica " + b + " at " + at(now) + ": " + verdict);
        }
        final String heard = peers[b].misheard(before, now, outcome);
        if (heard != null) {
            throw new Violation("replica " + b + " at " + at(now) + ": " + heard);
        }
    }

    private static boolean isBelow(final OwnerSnapshot now, final OwnerSnapshot before) {
        final int order = now.generation().compareTo(before.generation());
        return order < 0 || order == 0 && now.version() < before.version();
    }

    // ---- the forger

    private void forge() {
        count(Stat.FORGED, 1);
        final int b = 1 + random.nextInt(REPLICAS - 1);
        final OwnerDigest digest = digest(b);
        final OwnerSnapshot seen = peers[b].snapshot();
        final Generation life = seen == null ? Generation.NONE : seen.generation();
        final long above = life.counter() + (1L << 56);
        switch (random.nextInt(8)) {
            case 0 -> deliver(0, b, lie(digest.counter(), digest.nonce(), digest.frontier(), HUGE, 0));
            case 1 -> deliver(0, b, lieWhole(life.counter(), life.nonce(), 0));
            case 2 -> deliver(0, b, lieWhole(life.counter(), life.nonce(), ChunkFlags.RESET));
            case 3 -> deliver(0, b, lie(above, 5, 0, 1, 0));
            case 4 -> deliver(0, b, lie(above, 5, 0, 9, 0));
            case 5 -> forgeTarget(b, digest);
            case 6 -> forgeFloor(b, life, seen);
            default -> forgeAboutOwner();
        }
    }

    private static ChunkBuffer lie(
            final long counter, final long nonce, final long from, final long target, final int flags) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, counter, nonce, from, target, 0, flags)
                .set(from + 1, "k0", bytes(-1))
                .end(from + 1);
        return chunk;
    }

    private static ChunkBuffer lieWhole(final long counter, final long nonce, final int flags) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, counter, nonce, 0, HUGE, 0, flags)
                .set(HUGE, "k0", bytes(-1))
                .end(HUGE);
        return chunk;
    }

    /** Believable: true entries, the target raised a little. */
    private void forgeTarget(final int b, final OwnerDigest digest) {
        final ChunkBuffer chunk = make(random.nextInt(REPLICAS), digest, 2);
        final Stage stage = peers[b].record().stage();
        final boolean isResetting = stage != null && stage.isReset();
        if (chunk != null && !chunk.isReset() && chunk.toVersion() > chunk.fromVersionExclusive() && !isResetting) {
            deliver(0, b, AdversaryPeer.withTarget(chunk, chunk.targetVersion() + 1 + random.nextInt(50)));
        }
    }

    /** A true chunk, but cut for a digest with a forged floor. */
    private void forgeFloor(final int b, final Generation life, final OwnerSnapshot seen) {
        final long version = seen == null ? 0 : seen.version();
        final OwnerDigest forged =
                new OwnerDigest().set(OWNER_HASH, life.counter(), life.nonce(), version, HUGE, false, false);
        final ChunkBuffer chunk = make(random.nextInt(REPLICAS), forged, 9);
        if (chunk != null) {
            deliver(0, b, chunk);
        }
    }

    private void forgeAboutOwner() {
        final Generation life = history.generation();
        if (random.nextDouble() < .7) {
            owner.hear(life.counter() + HUGE, 1, 0);
        } else if (random.nextDouble() < .5) {
            owner.hear(life.counter() + (1L << 47), 1, 0);
        } else {
            owner.hear(life.counter(), life.nonce(), history.version() + 5);
        }
        if (owner.peer().store().self().generation().counter() > HUGE) {
            throw new Violation("generation counter burnt");
        }
    }

    // ---- small things

    /** The owner's own store is the first: asked like the others, merged into like none. */
    private AdversaryPeer peer(final int i) {
        return i == 0 ? owner.peer() : peers[i];
    }

    private void purge() {
        if (mutation == Mutation.LOCAL_GC) {
            peers[1 + random.nextInt(REPLICAS - 1)].collectTombstones();
        } else {
            owner.purge();
        }
    }

    /** @return the highest version of the present life that a replica shows */
    private long highestSeen() {
        long highest = 0;
        for (int i = 1; i < REPLICAS; i++) {
            final OwnerSnapshot seen = peers[i].snapshot();
            if (seen != null && seen.generation().equals(history.generation())) {
                highest = Math.max(highest, seen.version());
            }
        }
        return highest;
    }

    private OwnerDigest digest(final int i) {
        final OwnerDigest digest = new OwnerDigest();
        peer(i).store().replica().digest(OWNER_HASH, digest);
        return digest;
    }

    private ChunkBuffer make(final int i, final OwnerDigest asker, final int room) {
        final ChunkBuffer chunk = ChunkBuffer.limited(asker.isComplete() ? ALL : room, Long.MAX_VALUE);
        return peer(i).store().replica().cut(asker, chunk) == CutOutcome.NOTHING ? null : chunk;
    }

    private ChunkBuffer rumor(final int i, final int back) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        final OwnerSnapshot seen = peer(i).snapshot();
        final long from = seen == null ? 0 : Math.max(0, seen.version() - back);
        return peer(i).store().replica().cutRumor(OWNER_HASH, from, chunk) == CutOutcome.COMPLETE ? chunk : null;
    }

    private int otherThan(final int a) {
        return (a + 1 + random.nextInt(REPLICAS - 1)) % REPLICAS;
    }

    private double pick(final double... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void count(final Stat stat, final long by) {
        stats.merge(stat, by, Long::sum);
    }

    private static String at(final OwnerSnapshot seen) {
        return seen == null ? "nothing" : seen.generation().counter() + ":" + seen.version();
    }

    static byte[] bytes(final long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }
}
