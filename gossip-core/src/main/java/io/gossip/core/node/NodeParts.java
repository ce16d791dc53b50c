package io.gossip.core.node;

import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeConfig;
import io.gossip.NodeStatus;
import io.gossip.core.antientropy.AntiEntropy;
import io.gossip.core.antientropy.AntiEntropyParts;
import io.gossip.core.antientropy.Pulls;
import io.gossip.core.broadcast.Broadcasts;
import io.gossip.core.domain.DeclaredDomains;
import io.gossip.core.domain.DomainWatch;
import io.gossip.core.expiry.ExpirySchedule;
import io.gossip.core.health.DutyCycleWatch;
import io.gossip.core.health.LocalHealth;
import io.gossip.core.join.Doorkeeper;
import io.gossip.core.join.JoinParts;
import io.gossip.core.join.Joiner;
import io.gossip.core.join.MemberSync;
import io.gossip.core.membership.Gone;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.Membership;
import io.gossip.core.membership.MembershipListener;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.membership.Reaper;
import io.gossip.core.membership.SelfDefence;
import io.gossip.core.outbound.Budgets;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.probe.OwnWord;
import io.gossip.core.probe.Pinger;
import io.gossip.core.probe.ProbeParts;
import io.gossip.core.probe.Prober;
import io.gossip.core.probe.Responder;
import io.gossip.core.purge.PurgeSchedule;
import io.gossip.core.rumor.RumorQueue;
import io.gossip.core.rumor.SpreadParts;
import io.gossip.core.rumor.Spreader;
import io.gossip.core.suspicion.SuspicionTimeouts;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Transport;
import io.gossip.store.OwnerStore;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The parts of one node, wired. Built anew by each start; holds no logic. */
final class NodeParts {
    private static final int BROADCAST_MULTIPLIER = 4;
    /** Bytes around the largest value in a message of the reliable lane: headers, ids, key. */
    private static final int BULK_OVERHEAD = 4_096;

    final OwnerStore store;
    final LocalHealth health;
    final DutyCycleWatch dutyCycle;
    final LocalIdentity self;
    final MemberTable table;
    final Gone gone;
    final UndeclaredBound undeclared;
    final Membership membership;
    final Reaper reaper;
    final SelfDefence defence;
    final Outbox outbox;
    final Broadcasts broadcasts;
    final Prober prober;
    final Responder responder;
    final Pinger pinger;
    final Joiner joiner;
    final Doorkeeper doorkeeper;
    final MemberSync memberSync;
    final RumorQueue rumors;
    final Spreader spreader;
    final Pulls pulls;
    final AntiEntropy antiEntropy;
    final PurgeSchedule purge;
    final ExpirySchedule expiry;
    final Ticker ticker;
    final DomainWatch domains;
    final RootHash rootHash;
    final EarlierRecords earlier;
    final Silence silence;

    NodeParts(final NodeConfig config, final OwnerStore store, final Outside outside, final long nowNs) {
        final Transport transport = outside.transport();
        final NodeMemory memory = outside.memory();
        final RandomGenerator random = outside.random();
        final long tickNs = config.intervals().tick().toNanos();
        final long probeNs = config.intervals().probeInterval().toNanos();
        final int maxOwners = config.limits().maxOwners();
        final Lifeguard lifeguard = memory.lifeguard();
        this.store = store;
        health = new LocalHealth(lifeguard.localHealth());
        dutyCycle = new DutyCycleWatch(health, config.intervals().probeTimeoutFloorNs());
        final long hash = store.hash().of(config.nodeId());
        self = new LocalIdentity(config.nodeId(), hash, transport.localAddress(), store.self());
        table = new MemberTable(store.hash(), self);
        gone = new Gone(config.retention().forgetAfter().toNanos(), maxOwners);
        // The store holds this node, too: whoever is admitted must have a place there.
        final int maxMembers = maxOwners - 1;
        undeclared = new UndeclaredBound(config, table, maxMembers, memory.snapshots(), memory.undeclaredRefused());
        final SuspicionTimeouts timeouts = new SuspicionTimeouts(config.intervals(), lifeguard.suspicionTimeouts());
        silence = new Silence(config, table, memory.snapshots(), timeouts, nowNs);
        membership = new Membership(table, gone, timeouts, health, maxMembers, undeclared, self, outside.membership());
        final long reapAfterNs = config.retention().reapAfter().toNanos();
        reaper = new Reaper(table, gone, reapAfterNs, outside.membership(), nowNs);
        earlier = new EarlierRecords(store, table, nowNs + reapAfterNs);
        defence = new SelfDefence(self, random, probeNs, outside.defence(), memory.durability(), nowNs);
        outbox = new Outbox(
                store.hash().clusterHash(),
                hash,
                config.limits().maxValueLength() + BULK_OVERHEAD,
                Budgets.of(config),
                transport,
                memory.outboundCounters());
        final IntSupplier memberCount = table::presentCount;
        broadcasts = new Broadcasts(BROADCAST_MULTIPLIER, memberCount);
        rootHash = new RootHash(store, table);
        final PeerSampler sampler = new PeerSampler(table, random);
        final OwnWord ownWord = new OwnWord(self, rootHash, outside.status());
        final ProbeParts probeParts =
                new ProbeParts(self, table, membership, sampler, broadcasts, outbox, ownWord, health);
        prober =
                new Prober(config.intervals(), probeParts, lifeguard.buddy(), random, nowNs + random.nextLong(probeNs));
        responder = new Responder(probeParts);
        pinger = new Pinger(probeParts, config.intervals().probeTimeout().toNanos());
        final JoinParts joinParts = new JoinParts(self, table, outbox, random);
        joiner = new Joiner(joinParts, config.clusterId(), config.gossipVersion(), tickNs, maxOwners);
        doorkeeper = new Doorkeeper(table, membership, gone, store.replica());
        memberSync = new MemberSync(joinParts, tickNs);
        rumors = new RumorQueue(memberCount);
        spreader = new Spreader(
                config.intervals(),
                config.immediateSends(),
                new SpreadParts(rumors, broadcasts, sampler, outbox, store.replica(), hash));
        pulls = new Pulls(store.replica(), outbox, tickNs, maxOwners);
        antiEntropy = new AntiEntropy(new AntiEntropyParts(store.replica(), table, sampler, outbox), pulls, tickNs);
        purge = new PurgeSchedule(
                store.self(), config.retention().tombstoneGrace().toNanos(), nowNs);
        expiry = new ExpirySchedule(store.self(), nowNs, memory.durability()::onChange);
        domains = new DomainWatch(config.probation(), outside.domains(), table, pinger, random);
        ticker = new Ticker(spreader, antiEntropy, tickNs, nowNs + random.nextLong(tickNs));
    }

    /** What the parts use and report to. */
    record Outside(
            Transport transport,
            RandomGenerator random,
            NodeMemory memory,
            MembershipListener membership,
            SelfDefence.Listener defence,
            DeclaredDomains domains,
            Supplier<NodeStatus> status) {}

    /** Hash of all owners and members held, equal on nodes that agree. */
    record RootHash(OwnerStore store, MemberTable table) implements LongSupplier {
        @Override
        public long getAsLong() {
            return store.hash().mix(store.replica().rootHash(), table.hash(), 0, 0);
        }
    }

    /** @return everything that acts by time, in the order in which it runs when due at once */
    TimedTask[] tasks(final TimedTask quorumTimer) {
        return new TimedTask[] {
            prober,
            responder,
            pinger,
            membership,
            joiner,
            defence,
            ticker,
            spreader,
            reaper,
            earlier,
            gone,
            purge,
            expiry,
            domains,
            silence,
            quorumTimer
        };
    }

    /** @throws InvalidValueException when the transport is too narrow for this node */
    static void checkRoom(final NodeConfig config, final Transport transport) {
        checkRoomForValues(config, transport);
        checkRoomForJoin(config, transport);
    }

    /** @throws InvalidValueException when a join of this node exceeds a packet, or its address is none to send to */
    private static void checkRoomForJoin(final NodeConfig config, final Transport transport) {
        final JoinRequest join = new JoinRequest(
                0,
                config.nodeId(),
                transport.localAddress(),
                Incarnation.NONE,
                0,
                config.clusterId(),
                config.gossipVersion());
        if (!new PacketEncoder(0, 0, transport.maxPacketLength()).tryJoin(join)) {
            throw new InvalidValueException(
                    "node id, address, cluster id and gossip version do not fit a packet, nodeId=" + config.nodeId()
                            + " maxPacketLength=" + transport.maxPacketLength());
        }
    }

    private static void checkRoomForValues(final NodeConfig config, final Transport transport) {
        final int needed = config.limits().maxValueLength() + BULK_OVERHEAD;
        if (needed > transport.maxReliableLength()) {
            throw new InvalidValueException("largest value does not fit the reliable lane, maxValueLength="
                    + config.limits().maxValueLength() + " maxReliableLength=" + transport.maxReliableLength());
        }
    }
}
