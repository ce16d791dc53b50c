package io.gossip.core.shell;

import io.gossip.Batch;
import io.gossip.ClusterView;
import io.gossip.GossipStore;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeMetaInfo;
import io.gossip.NodeStatus;
import io.gossip.NodeValue;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.ValueVisitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The store half of a gossiper: the same in every phase of its life. */
abstract class StoreDelegate implements GossipStore {
    private final GossipStore store;

    StoreDelegate(final GossipStore store) {
        this.store = store;
    }

    @Override
    public NodeId nodeId() {
        return store.nodeId();
    }

    @Override
    public <T> void updateSelf(final StoreKey<T> key, final T value) {
        store.updateSelf(key, value);
    }

    @Override
    public <T> void updateSelf(final StoreKey<T> key, final T value, final Duration ttl) {
        store.updateSelf(key, value, ttl);
    }

    @Override
    public void updateSelf(final Consumer<Batch> writes) {
        store.updateSelf(writes);
    }

    @Override
    public boolean removeSelf(final StoreKey<?> key) {
        return store.removeSelf(key);
    }

    @Override
    public NodeStatus selfStatus() {
        return store.selfStatus();
    }

    @Override
    public void updateNodeStatus(final NodeId node, final NodeStatus status) {
        store.updateNodeStatus(node, status);
    }

    @Override
    public void addNode(
            final NodeId node, final NodeStatus status, final boolean quorumMember, final String clusterDomain) {
        store.addNode(node, status, quorumMember, clusterDomain);
    }

    @Override
    public void removeNode(final NodeId node) {
        store.removeNode(node);
    }

    @Override
    public <T> Map<NodeId, NodeValue<T>> storeKeyValue(final StoreKey<T> key) {
        return store.storeKeyValue(key);
    }

    @Override
    public Set<String> storeKeys() {
        return store.storeKeys();
    }

    @Override
    public <T> Optional<T> value(final NodeId node, final StoreKey<T> key) {
        return store.value(node, key);
    }

    @Override
    public boolean read(final NodeId node, final StoreKey<?> key, final ValueVisitor visitor) {
        return store.read(node, key, visitor);
    }

    @Override
    public int forEachValue(final StoreKey<?> key, final NodeValueVisitor visitor) {
        return store.forEachValue(key, visitor);
    }

    @Override
    public Map<NodeId, NodeInfo> localState() {
        return store.localState();
    }

    @Override
    public NodeInfo localNodeInfo(final NodeId node) {
        return store.localNodeInfo(node);
    }

    @Override
    public NodeMetaInfo metaInfo() {
        return store.metaInfo();
    }

    @Override
    public ClusterView view() {
        return store.view();
    }
}
