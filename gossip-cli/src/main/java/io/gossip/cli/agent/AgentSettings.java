package io.gossip.cli.agent;

import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent is told at its start.
 *
 * @param node who it is
 * @param clusterId its cluster
 * @param bind where to listen; port 0 for any free one
 * @param advertise what to tell others instead, if anything
 * @param join addresses of nodes to join through
 * @param expectedMembers least number of members a quorum is taken of
 * @param preset its rhythm
 * @param transport what carries its packets
 * @param values its first keys and values
 */
public record AgentSettings(
        NodeId node,
        String clusterId,
        NodeAddress bind,
        Optional<NodeAddress> advertise,
        List<NodeAddress> join,
        int expectedMembers,
        Preset preset,
        TransportSettings transport,
        Map<String, String> values) {

    /**
     * @return a node that has not been started, with its first values
     * @throws io.gossip.InvalidValueException when a setting is out of range
     * @throws io.gossip.LimitExceededException when a value is too long
     */
    Gossiper build() {
        final GossiperBuilder builder = Gossiper.builder()
                .nodeId(node)
                .clusterId(clusterId)
                .bind(bind)
                .membershipMode(MembershipMode.OPEN)
                .expectedMembers(expectedMembers)
                .intervals(preset.intervals())
                .transport(transport.name());
        transport.options().forEach(builder::transportOption);
        advertise.ifPresent(builder::advertise);
        final Gossiper gossiper = builder.build();
        gossiper.updateSelf(batch -> values.forEach((key, value) -> batch.put(StoreKey.utf8(key), value)));
        return gossiper;
    }
}
