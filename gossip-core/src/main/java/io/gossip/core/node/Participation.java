package io.gossip.core.node;

import io.gossip.GossipException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StateEvent;
import io.gossip.core.quorum.SelfStatus;
import io.gossip.core.task.TimedTask;
import io.gossip.spi.Transport;
import io.gossip.store.OwnerStore;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A node's part in the network, which it has or has not. It follows the state of the node's own failure domain: made when
 * that is active and the gate can be opened; left, with a good-bye, once the quorum that went with the domain has been
 * lost for the quorum timeout. Invariants: the gate is open exactly while there are parts; who was told good-bye never
 * meets that life again. Protocol thread only.
 */
final class Participation {
    private static final int FAREWELL_TICKS = 3;

    private final NodeMemory memory;
    private final NodeConfig config;
    private final OwnerStore owners;
    private final Snapshots snapshots;
    private final Transport transport;
    private final Gatekeeper gate;
    private final RandomGenerator random;
    private final NodeReactions reactions;
    private final SelfStatus selfStatus;
    /** Whom to contact whenever the gate opens. */
    private final Set<NodeAddress> seeds = new LinkedHashSet<>();
    /** Where members were when it was shut last. */
    private List<NodeAddress> known = List.of();

    private NodeParts parts;
    private PacketReceiver receiver;
    private IsolationGuard isolation;
    private boolean hasLived;
    private long farewellUntilNs = Long.MIN_VALUE;

    Participation(
            final NodeMemory memory,
            final Gate gate,
            final RandomGenerator random,
            final NodeReactions reactions,
            final SelfStatus selfStatus) {
        this.memory = memory;
        this.config = memory.config();
        this.owners = memory.owners();
        this.snapshots = memory.snapshots();
        this.transport = gate.transport();
        this.gate = new Gatekeeper(gate, config.intervals().tickNs());
        this.random = random;
        this.reactions = reactions;
        this.selfStatus = selfStatus;
    }

    /** @return the parts, or null while there is none */
    NodeParts parts() {
        return parts;
    }

    /** @return where packets go, or null while there is no part */
    PacketReceiver receiver() {
        return receiver;
    }

    /** @return what notices isolation, or null while there is no part */
    IsolationGuard isolation() {
        return isolation;
    }

    /** @return everything that acts by time */
    TimedTask[] tasks() {
        return parts == null ? new TimedTask[] {selfStatus} : parts.tasks(selfStatus);
    }

    /**
     * The node starts.
     *
     * @throws GossipException when its domain is active and the gate cannot be opened
     */
    void start(final Collection<NodeAddress> contacts, final long nowNs) {
        seeds.addAll(contacts);
        if (snapshots.declaration().isSelfActive()) {
            begin(Declaration.first(config), nowNs);
        } else {
            gate.shut(nowNs);
        }
    }

    /** @throws GossipException when the gate cannot be opened, or the transport is too narrow */
    private void begin(final Declaration declaration, final long nowNs) {
        gate.open();
        NodeParts.checkRoom(config, transport);
        memory.onOpened(transport.localAddress());
        hasLived = true;
        parts = new NodeParts(
                config,
                owners,
                new NodeParts.Outside(
                        transport,
                        random,
                        memory,
                        reactions,
                        reactions,
                        new SnapshotDomains(snapshots, selfStatus),
                        selfStatus),
                nowNs);
        receiver = new PacketReceiver(config, parts, memory.clock());
        reactions.bind(parts, receiver);
        isolation = memory.isolation();
        isolation.begin(nowNs);
        parts.broadcasts.enqueue(parts.self.toClaim());
        contact(declaration, nowNs);
        reactions.stateEvents().add(StateEvent.SELF_ALIVE);
    }

    private void contact(final Declaration declaration, final long nowNs) {
        contactSeeds(seeds, nowNs);
        for (final NodeAddress address : known) {
            parts.joiner.addKnown(address, nowNs);
        }
        contactDeclared(declaration, nowNs);
    }

    private void contactSeeds(final Collection<NodeAddress> contacts, final long nowNs) {
        for (final NodeAddress seed : contacts) {
            parts.joiner.addSeed(seed, nowNs);
        }
    }

    private void contactDeclared(final Declaration declaration, final long nowNs) {
        final Set<NodeAddress> declared = new LinkedHashSet<>();
        for (final NodeUpdate node : declaration.nodes().values()) {
            node.address().ifPresent(declared::add);
        }
        parts.joiner.declare(declared, nowNs);
    }

    /** More addresses to contact, now or when there is a part again. */
    void join(final Collection<NodeAddress> contacts, final long nowNs) {
        seeds.addAll(contacts);
        if (parts != null) {
            contactSeeds(contacts, nowNs);
        }
    }

    /** Something was declared. */
    void onDeclared(final Declaration declaration, final long nowNs) {
        if (parts != null) {
            contactDeclared(declaration, nowNs);
            parts.domains.onDeclared();
        }
    }

    /**
     * @param isKept whether it is kept, or the node is leaving for good
     * @return when to look next besides the tasks, in the past when there is something to do now
     */
    long deadlineNs(final long nowNs, final boolean isKept) {
        if (isKept && isDue(nowNs)) {
            return nowNs;
        }
        // After that it is the good-bye itself that is waited for, which goes with the rounds.
        if (parts != null) {
            return nowNs < farewellUntilNs ? farewellUntilNs : TimedTask.NEVER;
        }
        final boolean isPutOff = parts == null && snapshots.declaration().isSelfActive();
        return isPutOff ? gate.retryNs() : TimedTask.NEVER;
    }

    private boolean isDue(final long nowNs) {
        final boolean isActive = snapshots.declaration().isSelfActive();
        return parts == null
                ? isActive && nowNs >= gate.retryNs()
                : !isActive && !gate.isLeaving() && selfStatus.status() == NodeStatus.NOT_IN_QUORUM;
    }

    /** @return things done: 1 when the part began, was left, or something of the kind was tried, else 0 */
    int keep(final long nowNs) {
        if (gate.isLeaving()) {
            return hasSaidGoodbye(nowNs) ? withdraw(nowNs) : 0;
        }
        if (!isDue(nowNs)) {
            return 0;
        }
        if (parts == null) {
            tryToBegin(nowNs);
        } else {
            gate.beginToLeave();
            sayGoodbye(nowNs);
        }
        return 1;
    }

    private void tryToBegin(final long nowNs) {
        try {
            if (hasLived && !tryRelive()) {
                gate.putOff(nowNs);
            } else {
                begin(snapshots.declaration(), nowNs);
            }
        } catch (final GossipException e) {
            gate.shut(nowNs);
            gate.putOff(nowNs);
        }
    }

    /** Others were told that the last life is over; the next one's counter must be on disk before it begins. */
    private boolean tryRelive() {
        final long counter = owners.self().generation().counter() + 1;
        final boolean isReserved = memory.durability().tryReserve(counter);
        if (isReserved) {
            memory.relive(counter, random);
            hasLived = false;
        }
        return isReserved;
    }

    /** Others are told, for a few rounds, that this node is gone. */
    void sayGoodbye(final long nowNs) {
        farewellUntilNs = nowNs + FAREWELL_TICKS * config.intervals().tickNs();
        parts.self.sayGoodbye();
        parts.broadcasts.enqueue(parts.self.toClaim());
        parts.spreader.onTick();
    }

    boolean hasSaidGoodbye(final long nowNs) {
        return parts.table.peers().isEmpty()
                || nowNs >= farewellUntilNs && !parts.broadcasts.isPending(parts.self.hash());
    }

    /** From here on as if the domain had never been active. */
    private int withdraw(final long nowNs) {
        known = snapshots.knownPeers(config.limits().maxOwners());
        parts.pinger.abandonAll("own failure domain is not active any more, nodeId=" + config.nodeId());
        parts = null;
        receiver = null;
        isolation = null;
        reactions.bind(null, null);
        gate.shut(nowNs);
        snapshots.publishAlone(selfStatus.status(), owners.self().generation());
        reactions.onStartingOver(snapshots.view());
        return 1;
    }
}
