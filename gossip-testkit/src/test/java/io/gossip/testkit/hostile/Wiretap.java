package io.gossip.testkit.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.node.GossipNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Three nodes that talk to each other, and somebody who listens to them and may speak to the first. */
final class Wiretap {
    static final int MAX_OWNERS = 64;
    static final NodeId VICTIM = NodeId.of("a");
    static final StoreKey<String> NAME = StoreKey.utf8("name");

    private static final long STEP_NS = 5_000_000;
    /** More duty cycles than a node needs at one moment: one for each packet, and some. */
    private static final int MANY_CYCLES = 1_000;

    private final Map<NodeAddress, MemoryTransport> transports = new LinkedHashMap<>();
    private final Map<NodeId, GossipNode> nodes = new LinkedHashMap<>();
    private final List<Packet> heard = new ArrayList<>();
    private long nowNs;

    /** @param clusterId two wiretaps of different clusters have the same nodes at the same addresses */
    Wiretap(final String clusterId, final String gossipVersion, final long seed) {
        int number = 0;
        for (final String id : List.of("a", "b", "c")) {
            final NodeAddress address = address(id);
            final MemoryTransport transport = new MemoryTransport(address, this::carry);
            transports.put(address, transport);
            final NodeConfig config = NodeConfig.builder(NodeId.of(id))
                    .clusterId(clusterId)
                    .gossipVersion(gossipVersion)
                    .membershipMode(MembershipMode.OPEN)
                    .limits(StoreLimits.defaults().withMaxOwners(MAX_OWNERS))
                    .build();
            final GossipNode node = GossipNode.create(
                    config, 1_000 + number, transport, new SplittableRandom(seed + number), () -> 0, event -> {});
            nodes.put(config.nodeId(), node);
            number++;
        }
        nodes.values().forEach(node -> node.start(nowNs, List.of(address("a"))));
    }

    private static NodeAddress address(final String id) {
        return new NodeAddress(id, 7_946);
    }

    private void carry(final Packet packet) {
        heard.add(packet);
        final MemoryTransport destination = transports.get(packet.destination());
        if (destination != null) {
            destination.arrive(packet);
        }
    }

    /** Lets all three write, overwrite, delete, and agree. */
    Wiretap settled() {
        run(40);
        nodes.forEach((id, node) -> {
            node.store().updateSelf(NAME, "name of " + id);
            node.store()
                    .updateSelf(batch -> batch.put(StoreKey.int64("load"), 7L).put(StoreKey.utf8("zone"), "z"));
            node.store().removeSelf(StoreKey.utf8("zone"));
        });
        run(400);
        assertTrue(
                nodes.values().stream()
                                .mapToLong(GossipNode::rootHash)
                                .distinct()
                                .count()
                        == 1,
                "must agree by now");
        return this;
    }

    private void run(final int steps) {
        for (int i = 0; i < steps; i++) {
            nowNs += STEP_NS;
            nodes.values().forEach(node -> node.doWork(nowNs));
        }
    }

    GossipNode victim() {
        return nodes.get(VICTIM);
    }

    /** @return all packets so far that went to the victim */
    List<Packet> heardByVictim() {
        return heard.stream()
                .filter(packet -> packet.destination().equals(address("a")))
                .toList();
    }

    /** Speaks to the victim alone, at one moment, and sees that it comes to rest. */
    void tell(final List<Packet> packets) {
        packets.forEach(transports.get(address("a"))::arrive);
        nowNs += 1;
        int cycles = 0;
        do {
            victim().doWork(nowNs);
            cycles++;
        } while (cycles < MANY_CYCLES
                && (transports.get(address("a")).hasArrivals() || victim().nextDeadlineNs() <= nowNs));
        assertTrue(cycles < MANY_CYCLES, "does not come to rest");
    }

    /** Time goes by that nobody uses. */
    void skip(final long spanNs) {
        nowNs += spanNs;
    }

    /** Lets the victim alone live on for a while, with nobody answering. */
    void letVictimWork(final int steps) {
        for (int i = 0; i < steps; i++) {
            nowNs += STEP_NS;
            victim().doWork(nowNs);
        }
    }

    /** @return by owner and key, the live values the victim shows */
    Map<NodeId, Map<String, String>> values() {
        final Map<NodeId, Map<String, String>> values = new TreeMap<>();
        victim().store().localState().forEach((id, info) -> {
            final Map<String, String> live = new TreeMap<>();
            for (final Map.Entry<String, NodeInfo.Entry> entry : info.entries().entrySet()) {
                entry.getValue().value().ifPresent(value -> live.put(entry.getKey(), Arrays.toString(value)));
            }
            values.put(id, live);
        });
        return values;
    }
}
