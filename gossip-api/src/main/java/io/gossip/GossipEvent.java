package io.gossip;

import java.util.Optional;

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
