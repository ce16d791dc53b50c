package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipStore;
import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.outbound.OutboundCounters;
import io.gossip.core.wire.WireCounters;
import io.gossip.spi.Arguments;
import io.gossip.store.ChunkSource;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerReader;
import io.gossip.store.OwnerStore;
import io.gossip.store.SelfWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.EpochClock;

/**
 * What of a node outlives a stop: its store, when it last heard from others, the declared membership, the last view. One
 * {@link GossipNode} after the other may run on it. Any thread, at any time.
 */
public final class NodeMemory {
    /** Largest counter of a generation at a start: above it there is no room to be outbid (rule J). */
    public static final long MAX_GENERATION_COUNTER = 1L << 47;

    /** Enough that some are there after a restart, few enough to be written often. */
    private static final int MAX_KNOWN_PEERS = 256;

    private static final Runnable NOBODY_TO_WAKE = new Nobody();

    private final NodeConfig config;
    private final OwnerStore owners;
    private final Snapshots snapshots;
    private final LocalStore store;
    private final Declarations declarations;
    private final Updates updates;
    private final EpochClock clock;
    private final Durability durability;
    private final IsolationGuard isolation;
    private final WireCounters wireCounters = new WireCounters();
    private final OutboundCounters outboundCounters = new OutboundCounters();
    private final AtomicLong undeclaredRefused = new AtomicLong();
    private volatile Lifeguard lifeguard = Lifeguard.FULL;
    private volatile KeyListener keyListener = KeyListener.NONE;
    private volatile boolean hasRun;
    private volatile long lastOwnWriteMs;
    private volatile Runnable wakeup = NOBODY_TO_WAKE;

    private NodeMemory(
            final NodeConfig config,
            final OwnerStore owners,
            final NodeAddress address,
            final EpochClock clock,
            final Durability durability) {
        this.durability = durability;
        this.config = config;
        this.owners = owners;
        this.clock = clock;
        this.isolation = new IsolationGuard(config.retention().forgetAfter().toNanos());
        this.lastOwnWriteMs = clock.time();
        this.snapshots =
                new Snapshots(config, address, new Incarnation(owners.self().generation(), 0), clock);
        this.declarations = new Declarations(config.nodeId(), snapshots, clock, this::wake);
        this.updates = new Updates(this, owners, snapshots);
        this.store = new LocalStore(this, owners);
    }

    /**
     * @param config all that is fixed
     * @param generationCounter counter of the first life, 1 to {@link #MAX_GENERATION_COUNTER}: above that of every
     *     earlier start, for instance epoch milliseconds; one that is not is outbid once others are met
     * @param address shown for this node until it runs
     * @param random draws the nonce and the seed of the indexes; the latter must not be told by the former
     * @param clock wall clock, for display only
     * @return an empty memory
     * @throws InvalidValueException when an argument is null or out of range
     */
    public static NodeMemory create(
            final NodeConfig config,
            final long generationCounter,
            final NodeAddress address,
            final RandomGenerator random,
            final EpochClock clock) {
        Arguments.notNull(config, "config");
        Arguments.notNull(address, "address");
        Arguments.notNull(random, "random");
        Arguments.notNull(clock, "clock");
        checkCounter(generationCounter);
        final KeyedHash hash = KeyedHash.of(config.clusterId(), config.gossipVersion());
        final Generation first = new Generation(generationCounter, random.nextLong());
        return new NodeMemory(
                config,
                OwnerStore.create(config.nodeId(), first, hash, config.limits(), random.nextLong()),
                address,
                clock,
                Durability.NONE);
    }

    /**
     * @param config all that is fixed
     * @param image this node's first life and the writes it begins with, complete, from nothing
     * @param address shown for this node until it runs
     * @param random draws the seed of the indexes
     * @param clock wall clock, for display only
     * @param durability keeps what this memory holds of its own
     * @return a memory with the values of an earlier process
     * @throws InvalidValueException when an argument is null, or the image is not sound or another's
     */
    public static NodeMemory restore(
            final NodeConfig config,
            final ChunkSource image,
            final NodeAddress address,
            final RandomGenerator random,
            final EpochClock clock,
            final Durability durability) {
        Arguments.notNull(config, "config");
        Arguments.notNull(image, "image");
        Arguments.notNull(address, "address");
        Arguments.notNull(random, "random");
        Arguments.notNull(clock, "clock");
        Arguments.notNull(durability, "durability");
        if (!config.nodeId().equals(image.owner())) {
            throw new InvalidValueException(
                    "image of another node, owner=" + image.owner() + " nodeId=" + config.nodeId());
        }
        final KeyedHash hash = KeyedHash.of(config.clusterId(), config.gossipVersion());
        return new NodeMemory(
                config,
                OwnerStore.restore(image, hash, config.limits(), random.nextLong()),
                address,
                clock,
                durability);
    }

    static void checkCounter(final long generationCounter) {
        if (generationCounter < 1 || generationCounter > MAX_GENERATION_COUNTER) {
            throw new InvalidValueException(
                    "out of range [1, " + MAX_GENERATION_COUNTER + "], generationCounter=" + generationCounter);
        }
    }

    /**
     * Begins another life for another run: the live keys are republished in one step. Records of others stay as they are:
     * the run is one with the last as far as {@link IsolationGuard isolation} goes.
     *
     * @param generationCounter from 1; raised above the present life's if need be
     * @param random draws the nonce
     */
    public void relive(final long generationCounter, final RandomGenerator random) {
        if (generationCounter < 1) {
            throw new InvalidValueException("must be at least 1, generationCounter=" + generationCounter);
        }
        Arguments.notNull(random, "random");
        final long counter =
                Math.max(generationCounter, owners.self().generation().counter() + 1);
        owners.self().relive(new Generation(counter, random.nextLong()));
    }

    /** @return the store and the view; {@link GossipStore#update} of it is for the protocol thread, or for when there is none */
    public GossipStore store() {
        return store;
    }

    /** @return membership and quorum, as last published, under the present declaration */
    public ClusterView view() {
        return snapshots.view();
    }

    /** @return this node's present life */
    public Generation generation() {
        return owners.self().generation();
    }

    /** @return what the application declares; any thread */
    public Declarations declarations() {
        return declarations;
    }

    /** @return what merges records that the application brings */
    public Updates updates() {
        return updates;
    }

    /**
     * @param next hears of values of peers from now on
     * @throws InvalidValueException when it is null
     */
    public void keyListener(final KeyListener next) {
        keyListener = Arguments.notNull(next, "keyListener");
    }

    /**
     * For simulations that compare: a node in earnest has all of it.
     *
     * @param next which parts of Lifeguard the runs that begin later have
     * @throws InvalidValueException when it is null
     */
    public void lifeguard(final Lifeguard next) {
        lifeguard = Arguments.notNull(next, "lifeguard");
    }

    Lifeguard lifeguard() {
        return lifeguard;
    }

    KeyListener keyListener() {
        return keyListener;
    }

    /** @return this node's store, for reading; any thread */
    public OwnerReader reader() {
        return owners.reader();
    }

    /** @return this node's own record; any thread */
    public SelfWriter self() {
        return owners.self();
    }

    /**
     * @return addresses of members known at present, but for those that left: whom to ask after a restart; sorted, at most
     *     {@value #MAX_KNOWN_PEERS}
     */
    public List<NodeAddress> knownPeers() {
        return snapshots.knownPeers(MAX_KNOWN_PEERS);
    }

    Durability durability() {
        return durability;
    }

    /** @return how old what is known of others is, in all runs; protocol thread only */
    IsolationGuard isolation() {
        return isolation;
    }

    NodeConfig config() {
        return config;
    }

    OwnerStore owners() {
        return owners;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    EpochClock clock() {
        return clock;
    }

    WireCounters wireCounters() {
        return wireCounters;
    }

    OutboundCounters outboundCounters() {
        return outboundCounters;
    }

    /** @return members that found no place among the undeclared, in all runs; written by the protocol thread */
    AtomicLong undeclaredRefused() {
        return undeclaredRefused;
    }

    /** @return what went out and came in, in all runs */
    public NodeCounters counters() {
        return NodeCounters.of(outboundCounters, wireCounters, undeclaredRefused.getOpaque(), store);
    }

    /** Whom a write wakes while no run is going on. */
    private static final class Nobody implements Runnable {
        @Override
        public void run() {}
    }

    /** A run begins: shown at that address from now on; woken when there is something to pick up. */
    void onCreated(final NodeAddress address, final Runnable next) {
        snapshots.moveTo(address);
        wakeup = next;
    }

    /** @return whether an earlier run began: listeners have a picture of that one then */
    public boolean hasRun() {
        return hasRun;
    }

    /** A run has begun, and nothing can keep it from going on. */
    void onStarted() {
        hasRun = true;
    }

    /** The way to others is open: shown where they reach this node. */
    void onOpened(final NodeAddress address) {
        snapshots.moveTo(address);
    }

    /**
     * No run is going on any more: this node is shown DOWN, the others as they were last seen.
     *
     * @return this node's status until now
     */
    public NodeStatus onStopped() {
        wakeup = NOBODY_TO_WAKE;
        updates.ownClaims(null);
        return snapshots.publishStopped();
    }

    /** @return epoch milliseconds of a node's last sign of life, for this one of its last write */
    long lastUpdateMs(final NodeId id) {
        return id.equals(config.nodeId()) ? lastOwnWriteMs : snapshots.lastUpdateMs(id);
    }

    /** There is something for the protocol thread to pick up. */
    private void wake() {
        wakeup.run();
    }

    /** This node's own values are others now. */
    void onOwnWrite() {
        lastOwnWriteMs = clock.time();
        durability.onChange();
        wakeup.run();
    }
}
