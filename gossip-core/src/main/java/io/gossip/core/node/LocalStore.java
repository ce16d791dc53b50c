package io.gossip.core.node;

import io.gossip.Batch;
import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipStore;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeMetaInfo;
import io.gossip.NodeStatus;
import io.gossip.NodeValue;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.UnknownNodeException;
import io.gossip.ValueVisitor;
import io.gossip.spi.Arguments;
import io.gossip.store.OwnerReader;
import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import io.gossip.store.SelfWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The store as users see it: records from the owner store, who is shown and with which status from the view. */
final class LocalStore implements GossipStore, Predicate<NodeId> {
    private final NodeMemory memory;
    private final NodeConfig config;
    private final OwnerReader reader;
    private final SelfWriter self;
    private final LongAdder undecoded = new LongAdder();

    /** @param memory whose store this is; asked for nothing but its configuration yet */
    LocalStore(final NodeMemory memory, final OwnerStore owners) {
        this.memory = memory;
        this.config = memory.config();
        this.reader = owners.reader();
        this.self = owners.self();
    }

    @Override
    public NodeId nodeId() {
        return config.nodeId();
    }

    @Override
    public <T> void updateSelf(final StoreKey<T> key, final T value) {
        self.put(key, value);
        memory.onOwnWrite();
    }

    @Override
    public <T> void updateSelf(final StoreKey<T> key, final T value, final Duration ttl) {
        self.put(key, value, ttl);
        memory.onOwnWrite();
    }

    @Override
    public void updateSelf(final Consumer<Batch> writes) {
        final long before = self.version();
        self.batch(writes);
        if (self.version() != before) {
            memory.onOwnWrite();
        }
    }

    @Override
    public boolean removeSelf(final StoreKey<?> key) {
        final boolean isRemoved = self.remove(key);
        if (isRemoved) {
            memory.onOwnWrite();
        }
        return isRemoved;
    }

    @Override
    public NodeStatus selfStatus() {
        return view().selfStatus();
    }

    /** The protocol thread, or one that knows that there is none. */
    @Override
    public void update(final Map<NodeId, NodeInfo> records) {
        memory.updates().apply(memory.updates().check(records));
    }

    @Override
    public void updateNodeStatus(final NodeId node, final NodeStatus status) {
        memory.declarations().updateNodeStatus(node, status);
    }

    @Override
    public void addNode(
            final NodeId node, final NodeStatus status, final boolean quorumMember, final String clusterDomain) {
        memory.declarations().addNode(node, status, quorumMember, clusterDomain);
    }

    @Override
    public void removeNode(final NodeId node) {
        memory.declarations().removeNode(node);
    }

    @Override
    public <T> Map<NodeId, NodeValue<T>> storeKeyValue(final StoreKey<T> key) {
        Arguments.notNull(key, "key");
        final Map<NodeId, NodeValue<T>> values = new TreeMap<>();
        for (final ClusterView.Member member : view().members().values()) {
            if (member.status().isValid()) {
                final KeyLookup<T> found = new KeyLookup<>(key, undecoded);
                found.in(reader, member.id());
                if (found.hasBytes() || found.liveKeys() == 0) {
                    values.put(member.id(), value(member, found));
                }
            }
        }
        return values;
    }

    private <T> NodeValue<T> value(final ClusterView.Member member, final KeyLookup<T> found) {
        return new NodeValue<>(
                member.id(),
                found.generation(),
                found.version(),
                lastUpdate(member.id()),
                member.status(),
                found.value(),
                found.error());
    }

    /** @return how often bytes did not decode; any thread */
    long undecodedCount() {
        return undecoded.sum();
    }

    @Override
    public Set<String> storeKeys() {
        final Set<String> keys = new TreeSet<>();
        for (final NodeId id : view().members().keySet()) {
            snapshot(id).entries().forEach((key, entry) -> {
                if (!entry.isTombstone()) {
                    keys.add(key);
                }
            });
        }
        return keys;
    }

    @Override
    public <T> Optional<T> value(final NodeId node, final StoreKey<T> key) {
        Arguments.notNull(node, "nodeId");
        Arguments.notNull(key, "key");
        if (!view().members().containsKey(node)) {
            return Optional.empty();
        }
        final KeyLookup<T> found = new KeyLookup<>(key, undecoded);
        found.in(reader, node);
        found.error().ifPresent(error -> {
            throw error;
        });
        return found.value();
    }

    @Override
    public boolean read(final NodeId node, final StoreKey<?> key, final ValueVisitor visitor) {
        Arguments.notNull(node, "nodeId");
        Arguments.notNull(key, "key");
        Arguments.notNull(visitor, "visitor");
        return view().members().containsKey(node) && reader.read(node, key, visitor);
    }

    @Override
    public int forEachValue(final StoreKey<?> key, final NodeValueVisitor visitor) {
        Arguments.notNull(key, "key");
        Arguments.notNull(visitor, "visitor");
        return reader.forEachValue(key, this, visitor);
    }

    /** Whether the values of a node are shown in loops over all; a predicate itself, so that a loop allocates none. */
    @Override
    public boolean test(final NodeId node) {
        final ClusterView.Member member = view().members().get(node);
        return member != null && member.status().isValid();
    }

    @Override
    public Map<NodeId, NodeInfo> localState() {
        final Map<NodeId, NodeInfo> state = new TreeMap<>();
        view().members().forEach((id, member) -> state.put(id, info(member)));
        return state;
    }

    @Override
    public NodeInfo localNodeInfo(final NodeId node) {
        Arguments.notNull(node, "nodeId");
        final ClusterView.Member member = view().members().get(node);
        if (member == null) {
            throw new UnknownNodeException(node);
        }
        return info(member);
    }

    private NodeInfo info(final ClusterView.Member member) {
        final OwnerSnapshot record = snapshot(member.id());
        return new NodeInfo(
                member.id(),
                record.generation(),
                record.version(),
                record.purgeFloor(),
                record.purgeVersion(),
                record.entries(),
                member.status(),
                member.quorumMember(),
                member.clusterDomain(),
                member.address(),
                lastUpdate(member.id()));
    }

    private OwnerSnapshot snapshot(final NodeId id) {
        final OwnerSnapshot record = reader.snapshot(id);
        return record != null ? record : new OwnerSnapshot(id, Generation.NONE, 0, 0, 0, Map.of(), 0);
    }

    @Override
    public NodeMetaInfo metaInfo() {
        return new NodeMetaInfo(
                config.clusterId(),
                config.gossipVersion(),
                config.nodeId(),
                self.generation(),
                lastUpdate(config.nodeId()));
    }

    private Instant lastUpdate(final NodeId id) {
        return Instant.ofEpochMilli(memory.lastUpdateMs(id));
    }

    @Override
    public ClusterView view() {
        return memory.view();
    }
}
