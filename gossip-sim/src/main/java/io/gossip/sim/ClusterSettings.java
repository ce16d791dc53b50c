package io.gossip.sim;

import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.core.node.Lifeguard;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What all nodes of a virtual cluster have in common.
 *
 * @param membershipMode who decides on membership
 * @param seedNodes how many of the first nodes every node is given as seeds
 * @param startSpacing time between the starts of two nodes
 * @param checkInterval how often a condition that is waited for is looked at
 * @param keepsEvents whether reported events are kept to be read
 * @param lifeguard which parts of Lifeguard all nodes have
 * @param config applied to the configuration of every life of every node
 */
record ClusterSettings(
        MembershipMode membershipMode,
        int seedNodes,
        Duration startSpacing,
        Duration checkInterval,
        boolean keepsEvents,
        Lifeguard lifeguard,
        Consumer<NodeConfig.Builder> config) {}
