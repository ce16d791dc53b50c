package io.gossip.core.shell;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.GossipStore;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.core.node.OwnerValues;
import io.gossip.store.OwnerReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one subscription was told of its keys, and so what is new to it. Invariants: put together, what it was told since the
 * last beginning is the state of each owner that it was told last; of one owner it is never told of an earlier state after
 * a later one, but for one that was gone in between. One thread at a time.
 */
final class KeyFeed {
    private final Set<String> keys;
    private final GossipStore store;
    private final OwnerReader reader;
    private final Map<NodeId, Told> told = new HashMap<>();

    /** The state of one owner that was told last: the number of the write of each key. */
    private record Told(Generation generation, long version, Map<String, Long> writes) {
        boolean isAtLeast(final OwnerValues other) {
            final int order = generation.compareTo(other.generation());
            return order > 0 || order == 0 && version >= other.version();
        }
    }

    /** @param keys immutable */
    KeyFeed(final Set<String> keys, final GossipStore store, final OwnerReader reader) {
        this.keys = keys;
        this.store = store;
        this.reader = reader;
    }

    Set<String> keys() {
        return keys;
    }

    /** @return everything there is now: what was told before is void */
    List<GossipEvent> begin() {
        told.clear();
        final List<GossipEvent> events = new ArrayList<>();
        for (final ClusterView.Member member : store.view().members().values()) {
            if (member.status().isValid() && !member.id().equals(store.nodeId())) {
                final GossipEvent event = next(OwnerValues.read(reader, member.id(), keys));
                if (event != null) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /**
     * @param state of one owner, under these keys and maybe others
     * @return what is new in it, or null
     */
    GossipEvent.KeysChanged next(final OwnerValues state) {
        final Told last = told.get(state.node());
        if (state.isGone()) {
            told.remove(state.node());
            return last == null || last.writes().isEmpty()
                    ? null
                    : new GossipEvent.KeysChanged(
                            state.node(),
                            last.generation(),
                            last.version(),
                            Map.of(),
                            last.writes().keySet());
        }
        return last != null && last.isAtLeast(state) ? null : advance(last, state);
    }

    private GossipEvent.KeysChanged advance(final Told last, final OwnerValues state) {
        final boolean isSameLife = last != null && last.generation().equals(state.generation());
        final Map<String, Long> writes = new HashMap<>();
        final Map<String, NodeInfo.Entry> values = new TreeMap<>();
        state.values().forEach((key, entry) -> {
            if (keys.contains(key)) {
                writes.put(key, entry.version());
                if (!isSameLife || last.writes().getOrDefault(key, 0L) != entry.version()) {
                    values.put(key, entry);
                }
            }
        });
        final HashSet<String> removed =
                new HashSet<>(last == null ? Set.of() : last.writes().keySet());
        removed.removeAll(writes.keySet());
        told.put(state.node(), new Told(state.generation(), state.version(), writes));
        return values.isEmpty() && removed.isEmpty()
                ? null
                : new GossipEvent.KeysChanged(state.node(), state.generation(), state.version(), values, removed);
    }
}
