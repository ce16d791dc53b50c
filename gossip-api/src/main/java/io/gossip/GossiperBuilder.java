package io.gossip;

import io.gossip.spi.GossiperProvider;
import io.gossip.spi.GossiperResources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Collects what a {@link Gossiper} is made of; each setting is checked at once. Only {@link #nodeId} is required. The
 * defaults are those of {@link NodeConfig}, any free port on the loopback address, the one transport present, a thread of
 * its own. One thread.
 */
public final class GossiperBuilder {
    private static final NodeAddress DEFAULT_BIND = new NodeAddress("127.0.0.1", 0);
    private static final Duration DEFAULT_JOIN_TIME = Duration.ofSeconds(3);
    private static final int DEFAULT_LISTENER_CAPACITY = 4_096;

    private final NodeConfig.Builder node = new NodeConfig.Builder();
    private OptionalLong generation = OptionalLong.empty();
    private NodeAddress bind = DEFAULT_BIND;
    private Optional<NodeAddress> advertise = Optional.empty();
    private Optional<String> transport = Optional.empty();
    private final Map<String, String> transportOptions = new TreeMap<>();
    private AgentMode agentMode = AgentMode.OWN_THREAD;
    private Duration joinTime = DEFAULT_JOIN_TIME;
    private int listenerCapacity = DEFAULT_LISTENER_CAPACITY;
    private Optional<Path> durableDirectory = Optional.empty();
    private Optional<ThreadFactory> threadFactory = Optional.empty();
    private Optional<Executor> listenerExecutor = Optional.empty();
    private final List<GossipListener> listeners = new ArrayList<>();

    GossiperBuilder() {}

    /** Who this node is; required. */
    public GossiperBuilder nodeId(final NodeId value) {
        node.nodeId(value);
        return this;
    }

    /** The same from text. */
    public GossiperBuilder nodeId(final String value) {
        return nodeId(NodeId.of(value));
    }

    /** See {@link NodeConfig#clusterId}. */
    public GossiperBuilder clusterId(final String value) {
        node.clusterId(value);
        return this;
    }

    /** See {@link NodeConfig#gossipVersion}. */
    public GossiperBuilder gossipVersion(final String value) {
        node.gossipVersion(value);
        return this;
    }

    /** See {@link NodeConfig#membershipMode}. */
    public GossiperBuilder membershipMode(final MembershipMode value) {
        node.membershipMode(value);
        return this;
    }

    /** See {@link NodeConfig#expectedMembers}. */
    public GossiperBuilder expectedMembers(final int value) {
        node.expectedMembers(value);
        return this;
    }

    /** See {@link NodeConfig#quorumProvider}. */
    public GossiperBuilder quorumProvider(final QuorumProvider value) {
        node.quorumProvider(value);
        return this;
    }

    /** The same by type. */
    public GossiperBuilder quorumProvider(final QuorumProviderType value) {
        return quorumProvider(Checks.notNull(value, "quorumProvider").provider());
    }

    /** See {@link NodeConfig#clusterDomain}. */
    public GossiperBuilder clusterDomain(final String value) {
        node.clusterDomain(value);
        return this;
    }

    /** See {@link NodeConfig#probation}. */
    public GossiperBuilder probation(final Duration value) {
        node.probation(value);
        return this;
    }

    /** See {@link NodeConfig#intervals}. */
    public GossiperBuilder intervals(final GossipIntervals value) {
        node.intervals(value);
        return this;
    }

    /** See {@link NodeConfig#limits}. */
    public GossiperBuilder limits(final StoreLimits value) {
        node.limits(value);
        return this;
    }

    /** See {@link NodeConfig#retention}. */
    public GossiperBuilder retention(final Retention value) {
        node.retention(value);
        return this;
    }

    /** See {@link NodeConfig#byteBudget}. */
    public GossiperBuilder byteBudget(final long value) {
        node.byteBudget(value);
        return this;
    }

    /** See {@link NodeConfig#immediateSends}. */
    public GossiperBuilder immediateSends(final boolean value) {
        node.immediateSends(value);
        return this;
    }

    /**
     * Counter of the first life, 1 to {@link GossiperConfiguration#MAX_GENERATION}, above that of all earlier ones: one that is
     * not above the durable directory's is refused by {@link #build}.
     */
    public GossiperBuilder generation(final long value) {
        generation = OptionalLong.of(Checks.inRange(value, 1, GossiperConfiguration.MAX_GENERATION, "generation"));
        return this;
    }

    /** Where to listen; port 0 for any free one. */
    public GossiperBuilder bind(final NodeAddress value) {
        bind = Checks.notNull(value, "bind");
        return this;
    }

    /** The same from {@code host:port}. */
    public GossiperBuilder bind(final String value) {
        return bind(NodeAddress.parse(value));
    }

    /** What to tell others instead, where they see this machine under another address; port 0 for the bound one. */
    public GossiperBuilder advertise(final NodeAddress value) {
        advertise = Optional.of(Checks.notNull(value, "advertise"));
        return this;
    }

    /** The same from {@code host:port}. */
    public GossiperBuilder advertise(final String value) {
        return advertise(NodeAddress.parse(value));
    }

    /** Name of the transport, for example {@code udp}; needed where several are present. */
    public GossiperBuilder transport(final String value) {
        transport = Optional.of(Checks.notNull(value, "transport"));
        return this;
    }

    /** A setting of the transport; unknown ones are refused by the transport at start. */
    public GossiperBuilder transportOption(final String key, final String value) {
        transportOptions.put(Checks.notNull(key, "option"), Checks.notNull(value, "value"));
        return this;
    }

    /** Who runs the duty cycle. */
    public GossiperBuilder agentMode(final AgentMode value) {
        agentMode = Checks.notNull(value, "agentMode");
        return this;
    }

    /** Longest wait of a start or join for answers, 0 to 10 minutes. */
    public GossiperBuilder joinTime(final Duration value) {
        joinTime = Checks.inRange(value, Duration.ZERO, GossiperConfiguration.MAX_JOIN_TIME, "joinTime");
        return this;
    }

    /** Events a listener may lag behind, 1 to 1,000,000; more costs memory when one is slow, less resyncs it sooner. */
    public GossiperBuilder listenerCapacity(final int value) {
        listenerCapacity = Checks.inRange(value, 1, GossiperConfiguration.MAX_LISTENER_CAPACITY, "listenerCapacity");
        return this;
    }

    /**
     * Where this node's counter, own values and known peers outlive the process; made if need be, of this node alone.
     * The peers are seeds of each start. From
     * {@link #build} to {@link Gossiper#close} it is locked, and a thread of this node's own writes to it, in both agent modes.
     * Costs about a second at the first build of a process. None unless told otherwise.
     */
    public GossiperBuilder durableDirectory(final Path value) {
        durableDirectory = Optional.of(Checks.notNull(value, "durableDirectory"));
        return this;
    }

    /** Makes the threads of this node; daemon threads named after it unless told otherwise. */
    public GossiperBuilder threadFactory(final ThreadFactory value) {
        threadFactory = Optional.of(Checks.notNull(value, "threadFactory"));
        return this;
    }

    /**
     * One more that hears of events, {@linkplain Gossiper#subscribe subscribed} before anything can happen: it misses
     * none, and hears until the gossiper is closed.
     */
    public GossiperBuilder listener(final GossipListener value) {
        listeners.add(Checks.notNull(value, "listener"));
        return this;
    }

    /** Where listeners run; one thread of this node's own unless told otherwise. Not shut down by the node. */
    public GossiperBuilder listenerExecutor(final Executor value) {
        listenerExecutor = Optional.of(Checks.notNull(value, "listenerExecutor"));
        return this;
    }

    /**
     * @return a gossiper that has not been started
     * @throws InvalidValueException when there is no node id, or the generation is not above the durable directory's
     * @throws JournalException when the durable directory is in use, another's, damaged, or cannot be used
     * @throws GossipException when no implementation is present; the message names the module to add
     */
    public Gossiper build() {
        final GossiperConfiguration configuration = new GossiperConfiguration(
                node.build(),
                generation,
                bind,
                advertise,
                transport,
                transportOptions,
                agentMode,
                joinTime,
                listenerCapacity,
                durableDirectory);
        final Gossiper gossiper =
                provider().create(configuration, new GossiperResources(threadFactory, listenerExecutor));
        for (final GossipListener listener : listeners) {
            gossiper.subscribe(listener);
        }
        return gossiper;
    }

    /** @throws GossipException when no implementation is present */
    static GossiperProvider provider() {
        final Iterator<GossiperProvider> found = ServiceLoader.load(
                        GossiperProvider.class, GossiperProvider.class.getClassLoader())
                .iterator();
        if (!found.hasNext()) {
            throw new GossipException(
                    "no implementation found, add the module io.gossip:gossip-core, or a transport that brings it");
        }
        return found.next();
    }
}
