package io.gossip;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A node's own keys and values and its replica of those of others. Reading never blocks and never waits for a writer;
 * every method may be called from any thread. Reading a node's record gives one version of it, never a mix of two.
 */
public interface GossipStore {
    /**
     * A store without a network: as that of a {@link Gossiper} that is never started. Its memory goes when nobody refers to
     * it any more, so there is nothing to close. Nothing in it is deleted by time.
     *
     * @return a builder with the defaults of its documentation
     */
    static GossipStoreBuilder builder() {
        return new GossipStoreBuilder();
    }

    /** @return this node */
    NodeId nodeId();

    /**
     * Writes one key of this node; visible to its readers at return.
     *
     * @param key the key
     * @param value the value, not null
     * @param <T> type of the value
     * @throws InvalidValueException when an argument is null (to delete a key use {@link #removeSelf})
     * @throws LimitExceededException when the value is too long or this node has too many keys
     */
    <T> void updateSelf(StoreKey<T> key, T value);

    /**
     * Writes one key of this node that it deletes again after a time, unless it is written anew before. The time begins
     * to run when the protocol next looks, which a running node does at once; before start and after stop nothing is
     * deleted, and what is over its time goes at the next start. Values of a dead node stay until it is forgotten.
     *
     * @param key the key
     * @param value the value, not null
     * @param ttl 1 millisecond to 3,650 days
     * @param <T> type of the value
     * @throws InvalidValueException when an argument is null or the time out of range
     * @throws LimitExceededException when the value is too long or this node has too many keys
     */
    <T> void updateSelf(StoreKey<T> key, T value, Duration ttl);

    /**
     * Writes several keys of this node in one step: no reader here or elsewhere sees only some of them.
     *
     * @param writes called once, on the calling thread; when it throws, nothing is written
     * @throws InvalidValueException when it is null
     * @throws LimitExceededException when a value is too long or this node would have too many keys
     */
    void updateSelf(Consumer<Batch> writes);

    /**
     * Deletes one key of this node.
     *
     * @param key the key
     * @return whether there was a value
     * @throws InvalidValueException when the key is null
     */
    boolean removeSelf(StoreKey<?> key);

    /** @return this node's status, never null */
    NodeStatus selfStatus();

    /**
     * Says what the application thinks of this node. It is shown, here only, until the next event of this node's state
     * machine puts its own result in its place: a member that comes, goes or is suspected, a declaration, a timeout, a start or
     * a stop. The state machine goes on from where it is.
     *
     * @param status any
     * @throws InvalidValueException when it is null
     */
    default void updateSelfStatus(final NodeStatus status) {
        updateNodeStatus(nodeId(), status);
    }

    /**
     * Says what the application thinks of a node, in place of what this node would; here only, it is never told to others.
     * It counts for the quorum, and stands until this node next sees the member come, fail or leave, or come in a new life.
     * Of this node itself as {@link #updateSelfStatus}. Visible in {@link #view} at return.
     *
     * @param node a shown node
     * @param status any
     * @throws InvalidValueException when an argument is null
     * @throws UnknownNodeException when the node is not shown here
     */
    void updateNodeStatus(NodeId node, NodeStatus status);

    /**
     * Declares one node, besides those that are. It is shown with this status as after {@link #updateNodeStatus}, but for
     * one that is new here and known to be there: that is UP. One that is declared already keeps its address and values.
     * A quorum member counts in the number that the quorum is taken of from now on. Where the membership is
     * {@linkplain MembershipMode#OPEN open}, a declared node is shown once it is a member, and members count by
     * themselves. Visible in {@link #view} at return.
     *
     * @param node who; this node, too, whose failure domain this declares then
     * @param status any
     * @param quorumMember whether it counts for quorum
     * @param clusterDomain failure domain, may be empty, at most {@value NodeUpdate#MAX_DOMAIN_LENGTH} bytes of UTF-8
     * @throws InvalidValueException when an argument is null, or the domain over-long or with control characters
     */
    void addNode(NodeId node, NodeStatus status, boolean quorumMember, String clusterDomain);

    /**
     * Takes one node out of the declaration. It is not shown any more, and counts for no quorum; what is held of it goes
     * with its membership only, and is shown again when it is declared again. Where the membership is
     * {@linkplain MembershipMode#OPEN open}, members go on being shown, declared or not. This node is never unknown: taken out,
     * or when it is not declared, it is shown and can be written to, but is no quorum member. Visible in {@link #view} at
     * return.
     *
     * @param node who
     * @throws InvalidValueException when it is null
     * @throws UnknownNodeException when it is another node that is not declared
     */
    void removeNode(NodeId node);

    /**
     * Values of one key. A shown node appears when it holds the key, with the value, and when it has published no key
     * at all, with an empty one; nodes with an {@linkplain NodeStatus#isValid invalid} status do not appear.
     *
     * @param key the key
     * @param <T> type of the value
     * @return a fresh map; bytes that do not decode are an entry with the error
     * @throws InvalidValueException when the key is null
     */
    <T> Map<NodeId, NodeValue<T>> storeKeyValue(StoreKey<T> key);

    /**
     * The same for undecoded bytes.
     *
     * @param key the key's name
     * @return a fresh map
     * @throws InvalidValueException when it is no valid key
     */
    default Map<NodeId, NodeValue<byte[]>> storeKeyValue(final String key) {
        return storeKeyValue(StoreKey.bytes(key));
    }

    /** @return names of all live keys of all shown nodes, whatever their status; a fresh set */
    Set<String> storeKeys();

    /**
     * One node's value.
     *
     * @param node the node
     * @param key the key
     * @param <T> type of the value
     * @return the value, or empty when the node is not shown here or has no such key
     * @throws InvalidValueException when an argument is null
     * @throws CodecException when the bytes do not decode
     */
    <T> Optional<T> value(NodeId node, StoreKey<T> key);

    /**
     * Reads one node's value as bytes; allocates nothing once the calling thread has read one as long before.
     *
     * @param node the node
     * @param key the key; its codec plays no part
     * @param visitor called at most once, on this thread; it may read and write
     * @return whether the node is shown here and has such a key
     * @throws InvalidValueException when an argument is null
     */
    boolean read(NodeId node, StoreKey<?> key, ValueVisitor visitor);

    /**
     * Reads the values of one key as bytes, of each node at a version of its own; allocates nothing once the calling
     * thread has read one as long before.
     *
     * @param key the key; its codec plays no part
     * @param visitor called for each shown node of valid status that has such a key, on this thread; it may read and
     *     write
     * @return how many there were
     * @throws InvalidValueException when an argument is null
     */
    int forEachValue(StoreKey<?> key, NodeValueVisitor visitor);

    /**
     * Merges records that the application got elsewhere, from {@link #localState} of another node for instance. Each is a
     * complete chunk under the rules by which nodes merge what they send each other: the later (generation, version) is taken
     * whole, another is ignored, one too far ahead to be believed is refused and counted. Status, quorum member, domain, address and times in it
     * are ignored, and nothing of what this node thinks changes. A record of this node itself is never merged; one ahead of
     * what a running node has written makes it go on in a new life, as the same word of a peer would. Records of nodes that are neither
     * members nor declared are passed over, and those of members that are not declared are held and not shown. Values of a
     * declared node that is no member are for this node's readers only, until it is one or not declared any more. Entries of
     * kinds that a later release adds are not in such records.
     *
     * <p>Visible at return. While the node runs its protocol thread merges, and this waits for it, up to 5 s.
     *
     * @param records by id
     * @throws InvalidValueException when the map, a key or a record is null, a record's id is not its key, or no node can have
     *     published it: two writes with one number, a version of no life, a purge floor without its write. Nothing was merged
     * @throws LimitExceededException when a record has more keys than this store takes of one owner. Nothing was merged
     * @throws LifecycleException on the thread that drives the node, and while it starts or stops
     * @throws GossipTimeoutException when the protocol thread is held up; then it merges later
     * @throws GossipException when the thread is interrupted, which does not wait then; likewise
     */
    void update(Map<NodeId, NodeInfo> records);

    /** @return everything shown, by node: a deep copy */
    Map<NodeId, NodeInfo> localState();

    /**
     * @param node the node
     * @return what is known of it: a deep copy
     * @throws InvalidValueException when the node is null
     * @throws UnknownNodeException when it is not shown here
     */
    NodeInfo localNodeInfo(NodeId node);

    /** @return what this node says about itself */
    NodeMetaInfo metaInfo();

    /** @return membership and quorum at one moment */
    ClusterView view();
}
