package io.gossip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * One node of a cluster. Created, started, stopped, started again, and in the end closed; every method may be called
 * from any thread in every phase and either works or fails at once with a {@link LifecycleException}.
 *
 * <p>What the store holds survives stop and start, and can be read after close. Values of others are read as before
 * wherever their owner is shown (in open membership it is again when it is met), until news of the owner comes. They go
 * when the first node met knows no such owner any more; when the owner is not met for {@link Retention#reapAfter}; and
 * when this node, running or not, has heard from nobody for longer than {@link Retention#forgetAfter}.
 *
 * <p>With {@link AgentMode#OWN_THREAD} a thread runs the protocol between start and stop. With {@link AgentMode#INVOKER}
 * the user does by {@link #doWork}, and calls that wait run duty cycles themselves meanwhile.
 */
public interface Gossiper extends GossipStore, AutoCloseable {
    /** @return a builder with the defaults of its documentation */
    static GossiperBuilder builder() {
        return new GossiperBuilder();
    }

    /**
     * Opens the transport, begins to take part and waits until each address asked has answered, or the join time is over.
     * An interrupted thread does not wait. Where the quorum provider goes by failure domains and this node's own is not
     * active, nothing is opened and nobody is waited for: that follows by itself when the domain becomes active, and is
     * tried for ever.
     *
     * @param configuration whom to contact
     * @return how that went; a node that reached nobody is usable and keeps trying
     * @throws InvalidValueException when the configuration is null, or the transport does not know an option
     * @throws io.gossip.spi.TransportException when the address cannot be bound
     * @throws GossipException when no transport is there, or no thread; nothing stays open
     * @throws LifecycleException when it is running or closed, or is stopped meanwhile
     */
    JoinResult start(GossipStartConfiguration configuration);

    /**
     * Stops. This node's status is DOWN at once; others are told, unless the time is zero. Whoever else stops it meanwhile is
     * refused at once; a close meanwhile ends the wait. An interrupted thread does not wait for others to be told. Where
     * code of the user's holds the protocol thread, it ends when that comes back, and this waits 5 s for it at the most. What
     * was written is in the durable directory at return, if there is one and it takes it within 10 s.
     *
     * @param leaveTimeout longest wait for others to be told, 0 to 1 day
     * @return whether all were told in time, or there was nobody to tell; it is stopped in any case
     * @throws InvalidValueException when the time is null or out of range
     * @throws LifecycleException when it was not started, is stopped or closed, or on the thread that drives it
     */
    boolean stop(Duration leaveTimeout);

    /**
     * Stops without telling others, writes to the durable directory what is not there yet, and releases everything.
     * Idempotent, never throws, from any thread: on the one that drives the node it ends with the duty cycle under way.
     * Listeners that are running are not waited for.
     */
    @Override
    void close();

    /**
     * Waits, without blocking, for the disk. In every phase from creation to close; a write itself never waits for it. Actions
     * that depend on the future run on threads for callbacks, as with {@link #joinAsync}.
     *
     * @return completes when every write that had returned before this call is in the durable directory, forced to disk; fails
     *     with a {@link JournalException} when the disk does not take it, or no {@code durableDirectory} is configured, and
     *     with a {@link LifecycleException} when this gossiper is closed. After a failure the node goes on, and writes are
     *     tried again by themselves, and by the next call
     */
    CompletableFuture<Void> durable();

    /** @return where others reach this node: the real port while its transport is open, else what is configured */
    NodeAddress address();

    /** @return one gossip round */
    Duration gossipInterval();

    /** @return addresses of the shown nodes that are UP, this one included; a fresh list, sorted */
    List<NodeAddress> nodes();

    /**
     * Declares the membership: the complete list, this node expected in it (without it, it stays shown and is no quorum
     * member). Visible in {@link #view} at return, in every phase. Addresses are contacted for as long as they are declared.
     *
     * @param nodes by id, copied
     * @throws InvalidValueException when the map, a key or a value is null
     */
    void updateCluster(Map<NodeId, NodeUpdate> nodes);

    /**
     * Declares states of failure domains, in place of all declared before: one that is not listed is inactive. The whole
     * maps are compared, so that a domain that is dropped is a change. They matter where the quorum provider
     * {@linkplain QuorumProvider#goesByDomains goes by domains}: there a node whose own domain becomes active opens its
     * transport and joins, and one whose domain ceases to be is SUSPECT_NOT_IN_QUORUM, and after the quorum timeout
     * NOT_IN_QUORUM and without a transport. Visible in {@link #view} at return, in every phase.
     *
     * @param activeMap state by domain, copied
     * @return whether it differs from what was declared before
     * @throws InvalidValueException when the map, a key or a value is null, or a domain is over-long or holds control
     *     characters
     */
    boolean updateClusterDomainsActiveMap(Map<String, ClusterDomainState> activeMap);

    /**
     * Declares the failure domain of this node, until told otherwise by this or by {@link #updateCluster} where that
     * lists this node. Visible in {@link #view} at return, in every phase.
     *
     * @param clusterDomain its name, may be empty
     * @return whether it is another than before
     * @throws InvalidValueException when it is null or over-long or holds control characters
     */
    boolean updateSelfClusterDomain(String clusterDomain);

    /**
     * Who should go when somebody reports trouble with another node, or between it and this one. Advice only: nothing
     * happens, and nobody checks that there is such a node.
     *
     * @param node the one reported
     * @return that one, when this node is UP and its failure domain active; else this node
     * @throws InvalidValueException when it is null
     */
    NodeId externalNodeLeave(NodeId node);

    /**
     * Contacts more addresses; they are seeds from now on.
     *
     * @param seeds addresses with a port
     * @return how it went, within the join time; fails with a {@link LifecycleException} when the node does not run, or is
     *     stopped meanwhile. Completed on a thread for that, never the protocol thread
     * @throws InvalidValueException when the list or an element is null, or a port is 0
     */
    CompletableFuture<JoinResult> joinAsync(List<NodeAddress> seeds);

    /**
     * Pings a node, member or not; only a node of that id answers. Up to three attempts.
     *
     * @param node who must answer
     * @param address where
     * @return the round trip
     * @throws InvalidValueException when an argument is null or the port is 0
     * @throws GossipTimeoutException when nobody answered
     * @throws GossipException when the thread is interrupted, which does not wait then
     * @throws LifecycleException when this node does not run, is stopped meanwhile, or on the thread that drives it, or when
     *     its failure domain is not active
     */
    Duration ping(NodeId node, NodeAddress address);

    /**
     * The same without waiting; the future fails with what {@link #ping} throws, and is completed on a thread for that,
     * never the protocol thread.
     */
    CompletableFuture<Duration> pingAsync(NodeId node, NodeAddress address);

    /**
     * Waits until this node has a status. Does not wait when it has it, when the node does not run, or when the thread is
     * interrupted; ends when the node is stopped.
     *
     * @param status which
     * @param timeout longest wait, 0 to 365 days
     * @return whether it has it
     * @throws InvalidValueException when an argument is null or the time out of range
     * @throws LifecycleException when it would wait on the thread that drives the node, for itself
     */
    boolean awaitStatus(NodeStatus status, Duration timeout);

    /**
     * Waits until something is so of what this node sees: a value is there, a member is UP. As {@link #awaitStatus}.
     *
     * @param condition looked at first, and after each thing the node has done; on the calling thread, which gets what it
     *     throws
     * @param timeout longest wait, 0 to 365 days
     * @return whether it held when it was looked at last
     * @throws InvalidValueException when an argument is null or the time out of range
     * @throws LifecycleException when it would wait on the thread that drives the node, for itself
     */
    boolean await(Predicate<? super GossipStore> condition, Duration timeout);

    /**
     * Hears of events, from a {@link GossipEvent.Snapshot} on, in order, one at a time, on the configured executor. A
     * listener that blocks or throws harms nobody: when its queue is full it is emptied, and a {@link
     * GossipEvent.Resync} follows; what it throws is counted. Where the executor runs it on the calling thread, that is the
     * protocol thread: then it must not block.
     *
     * @param listener called until the subscription or this gossiper is closed
     * @return the registration
     * @throws InvalidValueException when the listener is null
     * @throws LifecycleException when closed
     */
    Subscription subscribe(GossipListener listener);

    /**
     * Hears of everything that {@link #subscribe(GossipListener)} hears of, and of changes of some keys of shown peers of valid
     * status ({@link GossipEvent.KeysChanged}), in one order. As long as anybody is subscribed to keys, each publish of a
     * peer costs a look at its record; nothing otherwise.
     *
     * @param listener called until the subscription or this gossiper is closed
     * @param keys names of keys, copied, not empty
     * @return the registration
     * @throws InvalidValueException when an argument or a key is null, a key is none, or there are none
     * @throws LifecycleException when closed
     */
    Subscription subscribe(GossipListener listener, Set<String> keys);

    /** @return counts since creation by label, sorted; what they mean is in docs/operations.md */
    Map<String, Long> counters();

    /** @return what is fixed for this node */
    GossiperConfiguration configuration();

    /**
     * One duty cycle, in invoker mode. Does nothing while the node does not run, or while another thread is at it.
     *
     * @return things done; 0 means idle
     * @throws LifecycleException when the node has a thread of its own
     */
    int doWork();

    /**
     * Longest time {@link #doWork} may be left uncalled when no packet comes in.
     *
     * @return nanoseconds from now, 0 when there is something to do, {@link Long#MAX_VALUE} when the node does not run
     */
    long idleTimeNs();
}
