package io.gossip;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happened in a node's view, told apart by kind. Membership events about one node alternate in the way their
 * names suggest: a node is joined before it is suspected, refuted, left, failed or updated, and removed last. Events
 * are immutable; no component is null.
 */
public sealed interface GossipEvent {
    /** @return the node the event is about */
    NodeId node();

    /**
     * What is shown from here on. It is the first event of a subscription; the first of each later run of the node, which
     * it shows as NOT_IN_QUORUM; and it comes when the node leaves the others because its failure domain is not active
     * any more. In the last two cases members are met anew. What follows the first of a subscription may repeat what is
     * in it.
     *
     * @param node this node
     * @param view membership and quorum
     */
    record Snapshot(NodeId node, ClusterView view) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public Snapshot {
            Checks.notNull(node, "node");
            Checks.notNull(view, "view");
        }
    }

    /**
     * The listener was too slow: events before this one were dropped, this is what is shown now.
     *
     * @param node this node
     * @param view membership and quorum
     * @param dropped events lost since the last one that was delivered
     */
    record Resync(NodeId node, ClusterView view, long dropped) implements GossipEvent {
        /** @throws InvalidValueException when a component is null or the count below 1 */
        public Resync {
            Checks.notNull(node, "node");
            Checks.notNull(view, "view");
            Checks.inRange(dropped, 1, Long.MAX_VALUE, "dropped");
        }
    }

    /**
     * A node became a member, for the first time, after it had left or failed, or in a new life.
     *
     * @param node the node
     * @param incarnation what it says of itself
     * @param address where it is reached
     */
    record MemberJoined(NodeId node, Incarnation incarnation, NodeAddress address) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberJoined {
            Checks.notNull(node, "node");
            Checks.notNull(incarnation, "incarnation");
            Checks.notNull(address, "address");
        }
    }

    /**
     * A member came back in a new life, or moved to another address, without having been seen gone.
     *
     * @param node the node
     * @param incarnation what it says of itself
     * @param address where it is reached
     */
    record MemberUpdated(NodeId node, Incarnation incarnation, NodeAddress address) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberUpdated {
            Checks.notNull(node, "node");
            Checks.notNull(incarnation, "incarnation");
            Checks.notNull(address, "address");
        }
    }

    /**
     * A member did not answer; it counts as up until the suspicion is confirmed.
     *
     * @param node the node
     * @param incarnation the incarnation under suspicion
     * @param accuser who failed to reach it first; empty when that is hearsay
     */
    record MemberSuspected(NodeId node, Incarnation incarnation, Optional<NodeId> accuser) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberSuspected {
            Checks.notNull(node, "node");
            Checks.notNull(incarnation, "incarnation");
            Checks.notNull(accuser, "accuser");
        }
    }

    /**
     * A suspected member proved to be alive.
     *
     * @param node the node
     * @param incarnation the incarnation that refutes
     */
    record MemberRefuted(NodeId node, Incarnation incarnation) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberRefuted {
            Checks.notNull(node, "node");
            Checks.notNull(incarnation, "incarnation");
        }
    }

    /**
     * A member said good-bye.
     *
     * @param node the node
     * @param incarnation the incarnation that left
     */
    record MemberLeft(NodeId node, Incarnation incarnation) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberLeft {
            Checks.notNull(node, "node");
            Checks.notNull(incarnation, "incarnation");
        }
    }

    /**
     * A suspicion was not refuted in time.
     *
     * @param node the node
     * @param incarnation the incarnation that failed
     */
    record MemberFailed(NodeId node, Incarnation incarnation) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberFailed {
            Checks.notNull(node, "node");
            Checks.notNull(incarnation, "incarnation");
        }
    }

    /**
     * A node that left or failed long ago was forgotten together with its data.
     *
     * @param node the node
     * @param generation the life that may not come back
     */
    record MemberRemoved(NodeId node, Generation generation) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public MemberRemoved {
            Checks.notNull(node, "node");
            Checks.notNull(generation, "generation");
        }
    }

    /**
     * This node's own status changed.
     *
     * @param node this node
     * @param before the old status
     * @param after the new status
     */
    record SelfStatusChanged(NodeId node, NodeStatus before, NodeStatus after) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public SelfStatusChanged {
            Checks.notNull(node, "node");
            Checks.notNull(before, "before");
            Checks.notNull(after, "after");
        }
    }

    /**
     * A peer is shown with another status: what this node or the application thinks of it changed, or it was declared or
     * undeclared. It follows the membership event that it comes of, if any, and comes of some that change no membership.
     *
     * @param node the peer
     * @param before the status shown until now; INVALID when it was not shown
     * @param after the status shown now; INVALID when it is not shown any more
     */
    record PeerStatusChanged(NodeId node, NodeStatus before, NodeStatus after) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public PeerStatusChanged {
            Checks.notNull(node, "node");
            Checks.notNull(before, "before");
            Checks.notNull(after, "after");
        }
    }

    /**
     * The quorum was found or lost, as its provider says. This node's own status follows by the rules of its state machine:
     * not always, and never to NOT_IN_QUORUM at once.
     *
     * @param node this node
     * @param quorum how it stands now, and who is missing
     */
    record QuorumChanged(NodeId node, QuorumStatus quorum) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public QuorumChanged {
            Checks.notNull(node, "node");
            Checks.notNull(quorum, "quorum");
        }
    }

    /**
     * Keys of a peer, of those a subscription is for, have other values: the difference between two states that were visible
     * here, in one step. After a {@link Snapshot} or {@link Resync} what was told before is void, and one of these follows
     * for each node that has such keys, with all their values.
     *
     * @param node the peer
     * @param generation life of the state that is visible now; the last one seen when the node is not shown any more, or
     *     was forgotten
     * @param version its version
     * @param values keys that were written, by name, each with its value and the number of the write; copied, iterates in the order of
     *     keys
     * @param removed keys that are gone; copied, iterates in the order of keys
     */
    record KeysChanged(
            NodeId node, Generation generation, long version, Map<String, NodeInfo.Entry> values, Set<String> removed)
            implements GossipEvent {
        /** @throws InvalidValueException when a component, a key or a value is null, or a value is a tombstone */
        public KeysChanged {
            Checks.notNull(node, "node");
            Checks.notNull(generation, "generation");
            Checks.inRange(version, 0, Long.MAX_VALUE, "version");
            values = Checks.sortedCopy(values, "values");
            removed = sortedCopy(Checks.notNull(removed, "removed"));
            for (final Map.Entry<String, NodeInfo.Entry> entry : values.entrySet()) {
                if (entry.getValue().isTombstone()) {
                    throw new InvalidValueException(
                            "a value is a tombstone, key='" + Checks.shown(entry.getKey()) + "'");
                }
            }
        }

        private static Set<String> sortedCopy(final Set<String> keys) {
            final Set<String> copy = new TreeSet<>();
            for (final String key : keys) {
                copy.add(Checks.notNull(key, "removed key"));
            }
            return Collections.unmodifiableSet(copy);
        }
    }

    /**
     * Another process keeps claiming this node's id, or this node's own past keeps outbidding it.
     *
     * @param node this node
     * @param claimed the other life
     * @param own this node's life after it outbid the claim
     */
    record IdentityConflict(NodeId node, Generation claimed, Generation own) implements GossipEvent {
        /** @throws InvalidValueException when a component is null */
        public IdentityConflict {
            Checks.notNull(node, "node");
            Checks.notNull(claimed, "claimed");
            Checks.notNull(own, "own");
        }
    }
}
