package io.gossip.it.node;

import io.gossip.ClusterView;
import io.gossip.GossipStore;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What a node shows at one moment, and its form as one line. Ids, keys and values of the scenarios are without blanks.
 *
 * @param self this node's own status
 * @param statuses its opinion of each member, itself included
 * @param addresses where it reaches each member; without those it does not know
 * @param values {@code id/key} to value, as {@link #shown} shows it, of all members
 */
public record NodeState(
        NodeStatus self, Map<String, NodeStatus> statuses, Map<String, String> addresses, Map<String, String> values) {
    private static final int SHOWN_IN_FULL = 64;

    /** @return the state of a store; membership and values may be of slightly different moments */
    static NodeState of(final GossipStore store) {
        final ClusterView view = store.view();
        final NodeState state = new NodeState(view.selfStatus(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        view.members().values().forEach(member -> {
            state.statuses.put(member.id().toString(), member.status());
            member.address().ifPresent(at -> state.addresses.put(member.id().toString(), at.toString()));
        });
        store.localState().forEach(state::addValues);
        return state;
    }

    private void addValues(final NodeId node, final NodeInfo info) {
        info.entries().forEach((key, entry) -> entry.value()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .ifPresent(value -> values.put(node + "/" + key, shown(value))));
    }

    /** @return the value, or what identifies it when it is long: its length and checksum */
    public static String shown(final String value) {
        if (value.length() <= SHOWN_IN_FULL) {
            return value;
        }
        final CRC32 checksum = new CRC32();
        checksum.update(value.getBytes(StandardCharsets.UTF_8));
        return "#" + value.length() + "#" + Long.toHexString(checksum.getValue());
    }

    String toLine() {
        final StringJoiner line = new StringJoiner(" ");
        line.add(self.name());
        statuses.forEach((id, status) -> line.add("status " + id + " " + status));
        addresses.forEach((id, address) -> line.add("address " + id + " " + address));
        values.forEach((name, value) -> line.add("value " + name + " " + value));
        return line.toString();
    }

    static NodeState parse(final String line) {
        final String[] words = line.split(" ", -1);
        final NodeState state =
                new NodeState(NodeStatus.valueOf(words[0]), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (int i = 1; i < words.length; i += 3) {
            switch (words[i]) {
                case "status" -> state.statuses.put(words[i + 1], NodeStatus.valueOf(words[i + 2]));
                case "address" -> state.addresses.put(words[i + 1], words[i + 2]);
                case "value" -> state.values.put(words[i + 1], words[i + 2]);
                default ->
                    throw new IllegalArgumentException(
                            "unknown word, word=" + words[i] + " in=" + Arrays.asList(words));
            }
        }
        return state;
    }
}
