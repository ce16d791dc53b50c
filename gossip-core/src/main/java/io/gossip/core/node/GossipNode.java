package io.gossip.core.node;

import io.gossip.ClusterDomainState;
import io.gossip.ContactState;
import io.gossip.Generation;
import io.gossip.GossipException;
import io.gossip.GossipListener;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.StateEvent;
import io.gossip.core.membership.Member;
import io.gossip.core.quorum.SelfStatus;
import io.gossip.core.task.TimedTask;
import io.gossip.spi.Arguments;
import io.gossip.spi.Transport;
import io.gossip.store.OwnerStore;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.EpochClock;

/**
 * One node of a cluster as a state machine: it has no clock, socket or thread. Whoever drives it calls {@link #doWork}
 * with the time, at the latest when {@link #nextDeadlineNs} says so, and whenever the transport has packets. Time is
 * monotonic nanoseconds of any origin, within 2^62 of zero, one origin for all runs on one memory.
 *
 * <p>{@link #store} and {@link #updateCluster} may be used from any thread in every phase; everything else belongs to the
 * driving thread. A node that has stopped does no work and cannot be started again.
 */
public final class GossipNode {
    private enum Phase {
        CREATED,
        RUNNING,
        LEAVING,
        STOPPED
    }

    private final NodeMemory memory;
    private final NodeConfig config;
    private final OwnerStore owners;
    private final Transport transport;
    private final Participation participation;
    private final SelfStatus selfStatus;
    private final NodeReports reports;
    private final NodeReactions reactions;
    private final Snapshots snapshots;
    private final Inbox inbox;
    private final OwnWrites ownWrites;
    private volatile Phase phase = Phase.CREATED;
    private NodeParts parts;
    private TimedTask[] tasks = {};
    private Declaration seenDeclaration;
    private long seenNumber = -1;
    private long reviewNs = TimedTask.NEVER;
    private long nowNs;

    private GossipNode(
            final NodeMemory memory,
            final Gate gate,
            final RandomGenerator random,
            final GossipListener listener,
            final Runnable wakeup) {
        this.memory = memory;
        this.config = memory.config();
        this.owners = memory.owners();
        this.snapshots = memory.snapshots();
        this.seenDeclaration = snapshots.firstDeclaration();
        this.transport = gate.transport();
        this.reports = new NodeReports(memory, listener);
        this.reactions = new NodeReactions(memory, reports);
        this.selfStatus = new SelfStatus(config.intervals().quorumTimeout().toNanos(), this::inQuorum, reports);
        this.participation = new Participation(memory, gate, random, reactions, selfStatus);
        this.inbox = new Inbox(memory, transport);
        this.ownWrites = new OwnWrites(owners.self());
        memory.onCreated(transport.localAddress(), wakeup);
        memory.updates().ownClaims(this::onOwnClaim);
    }

    /**
     * @param config all that is fixed
     * @param generationCounter counter of the first life, 1 to {@link NodeMemory#MAX_GENERATION_COUNTER}: above that of every
     *     earlier start, for instance epoch milliseconds; one that is not is outbid once others are met
     * @param transport the way to others; not closed by the node
     * @param random draws the nonce and all choices of the protocol
     * @param clock wall clock, for display only
     * @param listener hears of events on the driving thread; must not throw
     * @return a node that has not been started
     * @throws InvalidValueException when an argument is null or out of range, or the transport cannot carry the largest
     *     value or this node's join
     */
    public static GossipNode create(
            final NodeConfig config,
            final long generationCounter,
            final Transport transport,
            final RandomGenerator random,
            final EpochClock clock,
            final GossipListener listener) {
        Arguments.notNull(transport, "transport");
        Arguments.notNull(random, "random");
        return create(
                NodeMemory.create(config, generationCounter, transport.localAddress(), random, clock),
                transport,
                random,
                listener,
                transport::wakeup);
    }

    /**
     * One more run of a node: what it remembers is there from the beginning.
     *
     * @param memory of earlier runs, none of which is going on
     * @param transport the way to others; not closed by the node
     * @param random all choices of the protocol
     * @param listener hears of events on the driving thread; must not throw
     * @param wakeup called from any thread when there is something for the driving thread to pick up
     * @return a node that has not been started
     * @throws InvalidValueException when an argument is null, or the transport cannot carry the largest value or this
     *     node's join
     */
    public static GossipNode create(
            final NodeMemory memory,
            final Transport transport,
            final RandomGenerator random,
            final GossipListener listener,
            final Runnable wakeup) {
        Arguments.notNull(memory, "memory");
        Arguments.notNull(transport, "transport");
        return create(memory, Gate.alwaysOpen(transport), random, listener, wakeup);
    }

    /**
     * The same with a way to others that is opened at the start, and shut while the node's failure domain is not active.
     *
     * @param memory of earlier runs, none of which is going on
     * @param gate the way to others; shut, but not closed, by the node
     * @param random all choices of the protocol
     * @param listener hears of events on the driving thread; must not throw
     * @param wakeup called from any thread when there is something for the driving thread to pick up
     * @return a node that has not been started
     * @throws InvalidValueException when an argument is null, or the gate is open and the transport cannot carry the
     *     largest value or this node's join
     */
    public static GossipNode create(
            final NodeMemory memory,
            final Gate gate,
            final RandomGenerator random,
            final GossipListener listener,
            final Runnable wakeup) {
        Arguments.notNull(memory, "memory");
        Arguments.notNull(gate, "gate");
        Arguments.notNull(random, "random");
        Arguments.notNull(listener, "listener");
        Arguments.notNull(wakeup, "wakeup");
        if (gate.isOpen()) {
            NodeParts.checkRoom(memory.config(), gate.transport());
        }
        return new GossipNode(memory, gate, random, listener, wakeup);
    }

    /**
     * Starts to take part. In a run after the first the listener is given a snapshot before anything else. Seeds are
     * contacted from the next {@link #doWork} on, until somebody answers; without any the node waits to be contacted.
     * While the quorum provider goes by domains and this node's own is not active, it does nothing but look at what is
     * declared: no packet leaves or comes in, and when the domain becomes active it begins, and keeps trying to. When the
     * domain ceases to be active, the quorum is lost; if it is not back after the quorum timeout, the node says good-bye
     * to others, and is as before.
     *
     * @param now the present
     * @param contacts addresses of other nodes; this node's own is passed over
     * @throws InvalidValueException when the list or an element is null, or the transport cannot carry the largest value or
     *     this node's join
     * @throws GossipException when the gate cannot be opened
     * @throws LifecycleException when the node was started before
     */
    public void start(final long now, final List<NodeAddress> contacts) {
        checkSeeds(contacts);
        if (phase != Phase.CREATED) {
            throw new LifecycleException("already started, nodeId=" + config.nodeId() + " phase=" + phase);
        }
        nowNs = now;
        reactions.at(now);
        snapshots.dropOpinionOfSelf();
        owners.replica().listener(reactions);
        participation.start(contacts, now);
        adopt();
        phase = Phase.RUNNING;
        if (memory.hasRun()) {
            // Who was a member in an earlier run may never come back: listeners begin anew, before anything happens in
            // this.
            publish();
            reactions.onStartingOver(snapshots.view());
        }
        settle();
        report();
        memory.onStarted();
    }

    private void report() {
        reports.report(parts == null ? null : parts.table);
    }

    private void adopt() {
        parts = participation.parts();
        tasks = participation.tasks();
    }

    /** Without a way to others this node is no part of any quorum, were it the only member. */
    private boolean inQuorum() {
        if (parts == null) {
            snapshots.dropOpinionOfSelf();
            return false;
        }
        final boolean holds = snapshots.inQuorum();
        reports.onQuorum(holds);
        return holds;
    }

    /**
     * One duty cycle: packets in, timers, packets out. Does nothing before start and after the end.
     *
     * @param now the present, not before that of the last call
     * @return things done; 0 means idle
     */
    public int doWork(final long now) {
        if (!isWorking()) {
            return 0;
        }
        nowNs = now;
        reactions.at(now);
        lookAtTheTime();
        int work = receive();
        work += pickUpDeclaration();
        work += runTasks();
        work += keepParticipation();
        work += parts == null ? 0 : ownWrites.pickUp(parts, nowNs);
        settle();
        endFarewell();
        report();
        if (parts != null) {
            parts.dutyCycle.end(taskDeadlineNs());
        }
        return work;
    }

    /** Who runs late has heard nobody meanwhile: that time is not held against others. */
    private void lookAtTheTime() {
        if (parts == null) {
            return;
        }
        parts.outbox.at(nowNs);
        final long stallNs = parts.dutyCycle.begin(nowNs);
        if (stallNs > 0 && parts.health.isOn()) {
            parts.prober.onStalled(stallNs);
            parts.membership.onStalled(stallNs);
            parts.silence.onStalled(stallNs);
        }
    }

    /** A run that ends has its own good-bye. */
    private int keepParticipation() {
        final int work = phase == Phase.RUNNING ? participation.keep(nowNs) : 0;
        if (work > 0) {
            adopt();
        }
        return work;
    }

    private int receive() {
        if (parts == null) {
            inbox.discard();
            return 0;
        }
        parts.ticker.skipIdle(nowNs);
        if (participation.isolation().isOver(nowNs)) {
            startOver();
        }
        final int packets = inbox.poll(participation.receiver(), participation.isolation(), nowNs);
        parts.dutyCycle.onInput(packets == Inbox.POLL_LIMIT, nowNs);
        return packets;
    }

    private void onOwnClaim(final Generation generation, final long version) {
        if (takesPart()) {
            parts.defence.onData(generation, version, nowNs);
        }
    }

    private boolean isWorking() {
        return phase == Phase.RUNNING || phase == Phase.LEAVING;
    }

    /** Cut off for longer than others remember the dead: what is held of them may not be told on (rule N). */
    private void startOver() {
        for (final Member member : parts.table.all()) {
            parts.joiner.addKnown(member.address(), nowNs);
        }
        parts.reaper.forgetAll();
        parts.earlier.release();
        parts.broadcasts.clear();
        parts.broadcasts.enqueue(parts.self.toClaim());
        parts.joiner.restart(nowNs);
        // What waited while the process was frozen is as old as what was forgotten.
        inbox.discard();
    }

    private int pickUpDeclaration() {
        final Declaration declaration = snapshots.declaration();
        if (declaration == seenDeclaration) {
            return 0;
        }
        final Declaration last = seenDeclaration;
        seenDeclaration = declaration;
        participation.onDeclared(declaration, nowNs);
        memory.updates().releaseUndeclared();
        if (declaration.isEventAfter(last)) {
            reactions.stateEvents().add(StateEvent.UPDATE_CLUSTER_SIZE);
        }
        if (!last.domains().equals(declaration.domains())) {
            reactions.stateEvents().add(StateEvent.UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP);
        }
        return 1;
    }

    private int runTasks() {
        int work = 0;
        for (final TimedTask task : tasks) {
            if (task.deadlineNs() <= nowNs) {
                // The quorum timeout looks at the view: what came before it in this cycle must be in.
                publish();
                task.run(nowNs);
                work++;
            }
        }
        return work;
    }

    private void publish() {
        if (parts == null) {
            snapshots.publishAlone(selfStatus.status(), owners.self().generation());
        } else {
            snapshots.publish(parts, selfStatus.status());
        }
    }

    /**
     * Publishes what changed, then lets the state machine look at it. Not every change is an event of the state machine
     * (a suspicion, a burial, another life), and a provider may go by any: each is at least one of the cluster's size,
     * at which the quorum is looked at in every state. What members report of themselves is no such change.
     */
    private void settle() {
        publish();
        if (decisiveNumber() != seenNumber) {
            reactions.stateEvents().add(StateEvent.UPDATE_CLUSTER_SIZE);
        }
        if (!reactions.stateEvents().isEmpty()) {
            for (final StateEvent event : reactions.takeStateEvents()) {
                selfStatus.onEvent(event, nowNs);
            }
        }
        seenNumber = decisiveNumber();
        publish();
        seenDeclaration = snapshots.dropPastOpinions(seenDeclaration);
        // What this node's own status changes is looked at, too; a round later, lest a fickle provider keeps it busy.
        reviewNs = decisiveNumber() == seenNumber
                ? TimedTask.NEVER
                : nowNs + config.intervals().tickNs();
    }

    private long decisiveNumber() {
        return snapshots.table().decisiveNumber();
    }

    private void endFarewell() {
        if (phase == Phase.LEAVING && (parts == null || participation.hasSaidGoodbye(nowNs))) {
            stop();
        }
    }

    /**
     * @return when {@link #doWork} must be called next at the latest; {@link Long#MAX_VALUE} when there is nothing to
     *     wait for; in the past when there is something to do now
     */
    public long nextDeadlineNs() {
        if (!isWorking()) {
            return TimedTask.NEVER;
        }
        if (hasPendingInput()) {
            return nowNs;
        }
        return Math.min(taskDeadlineNs(), Math.min(reviewNs, participation.deadlineNs(nowNs, phase == Phase.RUNNING)));
    }

    private long taskDeadlineNs() {
        long earliest = TimedTask.NEVER;
        for (final TimedTask task : tasks) {
            earliest = Math.min(earliest, task.deadlineNs());
        }
        return earliest;
    }

    private boolean hasPendingInput() {
        if (snapshots.declaration() != seenDeclaration) {
            return true;
        }
        return parts != null && ownWrites.arePending(parts);
    }

    /**
     * Declares the membership: the complete list, this node expected in it (without it, it stays shown and is no quorum
     * member). Visible in {@link GossipStore#view} at return; any thread, any phase.
     *
     * @param nodes by id, copied
     * @throws InvalidValueException when the map, a key or a value is null
     */
    public void updateCluster(final Map<NodeId, NodeUpdate> nodes) {
        memory.declarations().updateCluster(nodes);
    }

    /** See {@link Declarations#updateClusterDomainsActiveMap}. */
    public boolean updateClusterDomainsActiveMap(final Map<String, ClusterDomainState> activeMap) {
        return memory.declarations().updateClusterDomainsActiveMap(activeMap);
    }

    /** See {@link Declarations#updateSelfClusterDomain}. */
    public boolean updateSelfClusterDomain(final String clusterDomain) {
        return memory.declarations().updateSelfClusterDomain(clusterDomain);
    }

    /** @return all that the application may declare; any thread, any phase */
    public Declarations declarations() {
        return memory.declarations();
    }

    /**
     * Says good-bye: this node is DOWN at once, tells others for a few rounds, and then stops by itself. Does nothing when
     * it is leaving already.
     *
     * @param now the present
     * @throws LifecycleException when it is not running
     */
    public void leave(final long now) {
        requireWorking();
        if (phase == Phase.RUNNING) {
            phase = Phase.LEAVING;
            nowNs = now;
            if (parts != null) {
                participation.sayGoodbye(now);
            }
            reactions.stateEvents().add(StateEvent.SELF_LEAVE);
            settle();
            endFarewell();
            report();
        }
    }

    /**
     * Contacts more addresses; they are seeds from now on. While this node takes no part, that is put off until it does.
     *
     * @param contacts addresses of other nodes; this node's own is passed over
     * @param now the present
     * @throws InvalidValueException when the list or an element is null
     * @throws LifecycleException when this node is not running
     */
    public void join(final List<NodeAddress> contacts, final long now) {
        checkSeeds(contacts);
        requireWorking();
        participation.join(contacts, now);
    }

    /** @return whether it runs and takes part; not while its failure domain is not active */
    public boolean takesPart() {
        return isWorking() && parts != null;
    }

    private static void checkSeeds(final List<NodeAddress> contacts) {
        for (final NodeAddress seed : Arguments.notNull(contacts, "seeds")) {
            Arguments.notNull(seed, "seed");
        }
    }

    /**
     * @param address a seed, or where a member is or was
     * @return how reaching it stands
     * @throws InvalidValueException when it is null
     * @throws LifecycleException when this node is not running
     */
    public ContactState contactState(final NodeAddress address) {
        Arguments.notNull(address, "address");
        requireWorking();
        if (parts == null) {
            return address.equals(transport.localAddress()) ? ContactState.SELF : ContactState.WAITING;
        }
        return parts.joiner.state(address);
    }

    private void requireWorking() {
        if (!isWorking()) {
            throw new LifecycleException("not running, nodeId=" + config.nodeId() + " phase=" + phase);
        }
    }

    /**
     * Pings a node, member or not; only a node of that id answers.
     *
     * @param node who must answer
     * @param address where
     * @param listener hears the end on the driving thread
     * @param now the present
     * @throws InvalidValueException when an argument is null or the port is 0
     * @throws LifecycleException when this node is not running, or takes no part
     */
    public void ping(final NodeId node, final NodeAddress address, final PingListener listener, final long now) {
        Arguments.notNull(node, "nodeId");
        Arguments.notNull(address, "address");
        Arguments.notNull(listener, "listener");
        if (address.port() == 0) {
            throw new InvalidValueException("port 0 cannot be reached, address=" + address);
        }
        requireWorking();
        if (parts == null) {
            throw new LifecycleException("own failure domain is not active, nodeId=" + config.nodeId()
                    + " clusterDomain='" + snapshots.declaration().domains().own() + "'");
        }
        parts.pinger.ping(owners.hash().of(node), address, new PingRelay(listener), now);
    }

    /** Stops without a word, and ends the pings under way; idempotent. What is in the store stays readable. */
    public void stop() {
        phase = Phase.STOPPED;
        owners.replica().listener(NodeReactions.SILENT);
        if (parts != null) {
            parts.pinger.abandonAll("stopped meanwhile, nodeId=" + config.nodeId());
        }
    }

    /** @return whether it has stopped, after {@link #leave} or {@link #stop} */
    public boolean isStopped() {
        return phase == Phase.STOPPED;
    }

    /** @return the store and the view; any thread, every phase, but {@link GossipStore#update}, which is for the driving thread */
    public GossipStore store() {
        return memory.store();
    }

    public NodeConfig config() {
        return config;
    }

    NodeMemory memory() {
        return memory;
    }

    /** @return this node's present life; any thread */
    public Generation generation() {
        return owners.self().generation();
    }

    /** @return what went out and came in; any thread, every phase */
    public NodeCounters counters() {
        return memory.counters();
    }

    /** @return hash of all owners and members held: equal on nodes that agree on everything; 0 before start and while it takes no part */
    public long rootHash() {
        return parts == null ? 0 : parts.rootHash.getAsLong();
    }
}
