package io.gossip.core.node;

import io.gossip.Incarnation;
import io.gossip.NodeStatus;

/**
 * The member table at one moment, published by the protocol thread for all others.
 *
 * @param changeNumber rises with each snapshot
 * @param selfStatus this node's status
 * @param selfIncarnation what it says of itself
 * @param members all known members but this node
 * @param buriedFailures members that failed and are forgotten, but not long enough ago to count as never having been
 */
record TableSnapshot(
        long changeNumber,
        NodeStatus selfStatus,
        Incarnation selfIncarnation,
        KnownMembers members,
        int buriedFailures) {}
