package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.StateEvent;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MembershipListener;
import io.gossip.core.membership.SelfDefence;
import io.gossip.core.wire.MemberClaim;
import io.gossip.store.ReplicaListener;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.agrona.concurrent.EpochClock;

/**
 * What follows from a transition in one part of the node for the others: owners are held and released with their
 * members, news is queued, publishes are spread on, listeners are told, and what may move the quorum is noted. Protocol thread
 * only.
 */
final class NodeReactions implements MembershipListener, SelfDefence.Listener, ReplicaListener {
    /** Does nothing: what is merged when no run is going on spreads nowhere. */
    static final ReplicaListener SILENT = new Silent();

    private final NodeId self;
    private final NodeReports reports;
    private final EpochClock clock;
    private final Snapshots snapshots;
    private final Set<StateEvent> stateEvents = EnumSet.noneOf(StateEvent.class);
    private NodeParts parts;
    private PacketReceiver receiver;
    private long nowNs;

    NodeReactions(final NodeMemory memory, final NodeReports reports) {
        this.snapshots = memory.snapshots();
        this.self = memory.config().nodeId();
        this.reports = reports;
        this.clock = memory.clock();
    }

    void bind(final NodeParts nodeParts, final PacketReceiver packetReceiver) {
        parts = nodeParts;
        receiver = packetReceiver;
    }

    void at(final long now) {
        nowNs = now;
    }

    /** @return what may have moved the quorum and was not looked at yet */
    Set<StateEvent> stateEvents() {
        return stateEvents;
    }

    /** @return what may have moved the quorum, in the order of the enum; it counts as looked at */
    Set<StateEvent> takeStateEvents() {
        final Set<StateEvent> taken = EnumSet.copyOf(stateEvents);
        stateEvents.clear();
        return taken;
    }

    @Override
    public void onKnown(final Member member) {
        member.signOfLife().at(clock.time());
        member.signOfLife().turn(member.isPresent(), clock.time());
        parts.earlier.hold(member.id());
        parts.undeclared.onKnown(member.id());
        reports.touch(member.id());
    }

    @Override
    public void onJoined(final Member member) {
        reports.touch(member.id());
        stateEvents.add(StateEvent.NODE_ALIVE);
        member.signOfLife().turn(true, clock.time());
        parts.domains.onJoined(member);
        reports.add(new GossipEvent.MemberJoined(member.id(), member.incarnation(), member.address()));
    }

    @Override
    public void onUpdated(final Member member) {
        reports.add(new GossipEvent.MemberUpdated(member.id(), member.incarnation(), member.address()));
    }

    @Override
    public void onSuspected(final Member member) {
        final long accuser = member.suspicion().accuser();
        final Member known = parts.table.find(accuser);
        final Optional<NodeId> accuserId = accuser == parts.self.hash()
                ? Optional.of(self)
                : Optional.ofNullable(known).map(Member::id);
        reports.add(new GossipEvent.MemberSuspected(member.id(), member.incarnation(), accuserId));
    }

    @Override
    public void onRefuted(final Member member) {
        reports.add(new GossipEvent.MemberRefuted(member.id(), member.incarnation()));
    }

    @Override
    public void onLeft(final Member member) {
        reports.touch(member.id());
        member.signOfLife().turn(false, clock.time());
        parts.joiner.onLeft(member);
        parts.domains.onLeft(member);
        stateEvents.add(StateEvent.NODE_LEAVE);
        reports.add(new GossipEvent.MemberLeft(member.id(), member.incarnation()));
    }

    @Override
    public void onFailed(final Member member) {
        reports.touch(member.id());
        member.signOfLife().turn(false, clock.time());
        parts.joiner.onFailed(member, nowNs);
        parts.domains.onFailed(member, nowNs);
        stateEvents.add(StateEvent.NODE_LEAVE);
        reports.add(new GossipEvent.MemberFailed(member.id(), member.incarnation()));
    }

    @Override
    public void onRemoved(final Member member, final Generation lastLife) {
        parts.store.replica().release(member.id());
        parts.undeclared.onRemoved(member.id());
        reports.onValues(member.id());
        reports.touch(member.id());
        parts.rumors.remove(member.hash());
        parts.broadcasts.discard(member.hash());
        snapshots.onRemoved(
                member.id(),
                member.isPresent() ? clock.time() : member.signOfLife().sinceMs());
        if (member.isPresent()) {
            // Only a node that starts over forgets the present: to its quorum they are as good as dead.
            stateEvents.add(StateEvent.NODE_LEAVE);
        }
        reports.add(new GossipEvent.MemberRemoved(member.id(), lastLife));
    }

    @Override
    public void onNews(final MemberClaim claim) {
        parts.broadcasts.enqueue(claim);
    }

    @Override
    public void onRefuted() {
        parts.health.onRefuted();
        parts.broadcasts.enqueue(parts.self.toClaim());
    }

    @Override
    public void onOutbid() {
        parts.purge.onNewLife(nowNs);
        parts.broadcasts.enqueue(parts.self.toClaim());
    }

    @Override
    public void onConflict(final Generation claimed) {
        reports.add(new GossipEvent.IdentityConflict(
                self, claimed, parts.self.incarnation().generation()));
    }

    @Override
    public void onPublish(
            final NodeId owner,
            final long ownerHash,
            final long counter,
            final long nonce,
            final long fromVersionExclusive,
            final long toVersion,
            final boolean newLife) {
        reports.onValues(owner);
        final Member member = parts == null ? null : parts.table.find(ownerHash);
        if (member == null) {
            return;
        }
        member.signOfLife().at(clock.time());
        if (receiver.isFresh(ownerHash)) {
            parts.rumors.onWrite(ownerHash, fromVersionExclusive, newLife);
            parts.spreader.onWrite(nowNs);
        }
    }

    @Override
    public void onForgotten(final NodeId owner) {
        reports.onValues(owner);
        final Member member = parts == null ? null : parts.table.find(owner);
        if (member != null) {
            parts.rumors.remove(member.hash());
            reports.add(
                    new GossipEvent.MemberRemoved(owner, member.incarnation().generation()));
            reports.add(new GossipEvent.MemberJoined(owner, member.incarnation(), member.address()));
        }
    }

    /** Members are met anew from here on, if at all. */
    void onStartingOver(final ClusterView view) {
        reports.add(new GossipEvent.Snapshot(self, view));
        reports.onView(view);
    }

    private static final class Silent implements ReplicaListener {
        @Override
        public void onPublish(
                final NodeId owner,
                final long ownerHash,
                final long counter,
                final long nonce,
                final long fromVersionExclusive,
                final long toVersion,
                final boolean newLife) {}

        @Override
        public void onForgotten(final NodeId owner) {}
    }
}
