package io.gossip.core.node;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.membership.MemberSnapshot;
import io.gossip.core.membership.SignOfLife;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the application thinks of nodes, in place of what this node would. That of a peer is over with the member's next
 * turn: it comes, fails or leaves, or is met or forgotten. That of this node is over with the next event of its state
 * machine. Immutable.
 *
 * @param ofPeers by id
 * @param ofSelf of this node, if any
 */
record Opinions(Map<NodeId, Opinion> ofPeers, Optional<NodeStatus> ofSelf) {
    static final Opinions NONE = new Opinions(Map.of(), Optional.empty());

    /**
     * @param status what is thought
     * @param turn of the member at that time, null when it was not known
     */
    record Opinion(NodeStatus status, SignOfLife turn) {
        /** @return whether it is about the member as it is */
        boolean isAbout(final MemberSnapshot member) {
            return turn == (member == null ? null : member.signOfLife());
        }
    }

    /**
     * @param id who
     * @param member what is held of it now, null when nothing is
     * @return what is thought of it, null when nothing is, or not any more
     */
    NodeStatus of(final NodeId id, final MemberSnapshot member) {
        final Opinion opinion = ofPeers.get(id);
        return opinion != null && opinion.isAbout(member) ? opinion.status() : null;
    }

    /**
     * @param id who
     * @param status what is thought
     * @param member what is held of it now, null when nothing is
     */
    Opinions with(final NodeId id, final NodeStatus status, final MemberSnapshot member) {
        final Map<NodeId, Opinion> next = new TreeMap<>(ofPeers);
        next.put(id, new Opinion(status, member == null ? null : member.signOfLife()));
        return new Opinions(Collections.unmodifiableMap(next), ofSelf);
    }

    /** Nothing is thought any more of some peers; the same object where nothing was. */
    Opinions without(final Collection<NodeId> ids) {
        final Map<NodeId, Opinion> next = new TreeMap<>(ofPeers);
        return next.keySet().removeAll(ids) ? new Opinions(Collections.unmodifiableMap(next), ofSelf) : this;
    }

    Opinions withSelf(final Optional<NodeStatus> status) {
        return new Opinions(ofPeers, status);
    }

    /** Only what is about members as they are; the same object where that is all. */
    Opinions about(final KnownMembers members) {
        final Map<NodeId, Opinion> next = new TreeMap<>(ofPeers);
        final boolean isLess =
                next.entrySet().removeIf(entry -> !entry.getValue().isAbout(members.find(entry.getKey())));
        return isLess ? new Opinions(Collections.unmodifiableMap(next), ofSelf) : this;
    }
}
