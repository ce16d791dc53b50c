package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StateEvent;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MembershipListener;
import io.gossip.core.membership.SelfDefence;
import io.gossip.core.quorum.SelfStatus;
import io.gossip.core.wire.MemberClaim;
import io.gossip.store.ReplicaListener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agrona.concurrent.EpochClock;

/**
 * What follows from a transition in one part of the node for the others: owners are held and released with their
 * members, news is queued, publishes are spread on, events go out, and what may move the quorum is noted. Protocol thread
 * only.
 */
final class NodeReactions implements MembershipListener, SelfDefence.Listener, SelfStatus.Listener, ReplicaListener {
    private final NodeId self;
    private final GossipListener listener;
    private final EpochClock clock;
    private final Snapshots snapshots;
    private final Set<StateEvent> stateEvents = EnumSet.noneOf(StateEvent.class);
    private final List<GossipEvent> events = new ArrayList<>();
    private NodeParts parts;
    private PacketReceiver receiver;
    private long nowNs;

    NodeReactions(
            final NodeConfig config, final GossipListener listener, final EpochClock clock, final Snapshots snapshots) {
        this.snapshots = snapshots;
        this.self = config.nodeId();
        this.listener = listener;
        this.clock = clock;
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
    public void onSelfStatus(final NodeStatus before, final NodeStatus after) {
        emit(new GossipEvent.SelfStatusChanged(self, before, after));
    }

    @Override
    public void onKnown(final Member member) {
        member.signOfLife().at(clock.time());
        member.signOfLife().turn(member.isPresent(), clock.time());
        parts.earlier.hold(member.id());
    }

    @Override
    public void onJoined(final Member member) {
        stateEvents.add(StateEvent.NODE_ALIVE);
        member.signOfLife().turn(true, clock.time());
        parts.domains.onJoined(member);
        emit(new GossipEvent.MemberJoined(member.id(), member.incarnation(), member.address()));
    }

    @Override
    public void onUpdated(final Member member) {
        emit(new GossipEvent.MemberUpdated(member.id(), member.incarnation(), member.address()));
    }

    @Override
    public void onSuspected(final Member member) {
        final long accuser = member.suspicion().accuser();
        final Member known = parts.table.find(accuser);
        final Optional<NodeId> accuserId = accuser == parts.self.hash()
                ? Optional.of(self)
                : Optional.ofNullable(known).map(Member::id);
        emit(new GossipEvent.MemberSuspected(member.id(), member.incarnation(), accuserId));
    }

    @Override
    public void onRefuted(final Member member) {
        emit(new GossipEvent.MemberRefuted(member.id(), member.incarnation()));
    }

    @Override
    public void onLeft(final Member member) {
        member.signOfLife().turn(false, clock.time());
        parts.joiner.onLeft(member);
        parts.domains.onLeft(member);
        stateEvents.add(StateEvent.NODE_LEAVE);
        emit(new GossipEvent.MemberLeft(member.id(), member.incarnation()));
    }

    @Override
    public void onFailed(final Member member) {
        member.signOfLife().turn(false, clock.time());
        parts.joiner.onFailed(member, nowNs);
        parts.domains.onFailed(member, nowNs);
        stateEvents.add(StateEvent.NODE_LEAVE);
        emit(new GossipEvent.MemberFailed(member.id(), member.incarnation()));
    }

    @Override
    public void onRemoved(final Member member, final Generation lastLife) {
        parts.store.replica().release(member.id());
        parts.rumors.remove(member.hash());
        parts.broadcasts.discard(member.hash());
        snapshots.onRemoved(
                member.id(),
                member.isPresent() ? clock.time() : member.signOfLife().sinceMs());
        if (member.isPresent()) {
            // Only a node that starts over forgets the present: to its quorum they are as good as dead.
            stateEvents.add(StateEvent.NODE_LEAVE);
        }
        emit(new GossipEvent.MemberRemoved(member.id(), lastLife));
    }

    @Override
    public void onNews(final MemberClaim claim) {
        parts.broadcasts.enqueue(claim);
    }

    @Override
    public void onRefuted() {
        parts.broadcasts.enqueue(parts.self.toClaim());
    }

    @Override
    public void onOutbid() {
        parts.purge.onNewLife(nowNs);
        parts.broadcasts.enqueue(parts.self.toClaim());
    }

    @Override
    public void onConflict(final Generation claimed) {
        emit(new GossipEvent.IdentityConflict(
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
        final Member member = parts.table.find(ownerHash);
        if (member != null) {
            member.signOfLife().at(clock.time());
        }
        if (receiver.isFresh(ownerHash)) {
            parts.rumors.onWrite(ownerHash, fromVersionExclusive, newLife);
            parts.spreader.onWrite(nowNs);
        }
    }

    @Override
    public void onForgotten(final NodeId owner) {
        final Member member = parts.table.find(owner);
        if (member != null) {
            parts.rumors.remove(member.hash());
            emit(new GossipEvent.MemberRemoved(owner, member.incarnation().generation()));
            emit(new GossipEvent.MemberJoined(owner, member.incarnation(), member.address()));
        }
    }

    /** Members are met anew from here on, if at all. */
    void onStartingOver(final ClusterView view) {
        emit(new GossipEvent.Snapshot(self, view));
    }

    private void emit(final GossipEvent event) {
        events.add(event);
    }

    /** Tells the listener what happened, now that the view shows it. */
    void report() {
        // A listener may do what makes more events: by index, to the end.
        for (int i = 0; i < events.size(); i++) {
            listener.onEvent(events.get(i));
        }
        events.clear();
    }
}
