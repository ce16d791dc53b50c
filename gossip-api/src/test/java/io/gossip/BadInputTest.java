package io.gossip;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.spi.NioBuffer;
import io.gossip.spi.TransportConfiguration;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Passes null for each reference parameter of everything public in the API, found by looking at the compiled classes:
 * whatever is added later is held to the rule too.
 */
class BadInputTest {
    /** Methods that answer null otherwise, each with the contract that says so. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "equals", "java.lang.Object: false for null",
            "compareTo", "java.lang.Comparable: NullPointerException for null",
            "valueOf", "enums, made by the compiler: NullPointerException for null",
            "fromUtf8OrNull", "wire input: a verdict, never an exception");

    /** Packages that only transports of this project see. */
    private static final Set<String> INTERNAL = Set.of("io.gossip.spi.address.", "io.gossip.spi.queue.");

    /** Types whose methods are not called. */
    private static final Map<String, String> EXCLUDED_TYPES = Map.ofEntries(
            entry(
                    "io.gossip.GossipStore",
                    "interface, implemented in another module; its default method is in GossipStoreTest"),
            entry("io.gossip.Batch", "interface, implemented in another module"),
            entry("io.gossip.GossipListener", "interface, implemented by the user"),
            entry("io.gossip.ValueVisitor", "interface, implemented by the user"),
            entry("io.gossip.NodeValueVisitor", "interface, implemented by the user"),
            entry("io.gossip.spi.Transport", "interface, implemented by providers"),
            entry("io.gossip.spi.TransportProvider", "interface, implemented by providers"),
            entry("io.gossip.Gossiper", "interface, implemented in another module"),
            entry("io.gossip.Subscription", "interface, implemented in another module"),
            entry("io.gossip.spi.GossiperProvider", "interface, implemented in another module"),
            entry("io.gossip.spi.LabelledCounters", "counting is called by providers only, for every packet"),
            entry("io.gossip.spi.PacketHandler", "interface, implemented by the protocol"));

    /** Something valid of each type that occurs as a parameter or has methods to call. */
    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            entry(boolean.class, true),
            entry(int.class, 1),
            entry(long.class, 1L),
            entry(String.class, "text"),
            entry(Supplier.class, (Supplier<Object>) () -> QuorumMembership.of(Samples.A, 0, List.of())),
            entry(Object.class, "text"),
            entry(Path.class, Path.of("directory")),
            entry(byte[].class, new byte[8]),
            entry(ByteBuffer.class, ByteBuffer.allocate(8)),
            entry(DirectBuffer.class, NioBuffer.allocate(16)),
            entry(MutableDirectBuffer.class, NioBuffer.allocate(16)),
            entry(Map.class, Map.of()),
            entry(Set.class, Set.of()),
            entry(Collection.class, List.of()),
            entry(Optional.class, Optional.empty()),
            entry(Duration.class, Duration.ofMillis(300)),
            entry(Instant.class, Samples.NOW),
            entry(TransportConfiguration.class, TransportConfiguration.of(Samples.ADDRESS)),
            entry(List.class, List.of()),
            entry(NodeAddress[].class, new NodeAddress[] {Samples.ADDRESS}),
            entry(OptionalLong.class, OptionalLong.empty()),
            entry(AgentMode.class, AgentMode.INVOKER),
            entry(ThreadFactory.class, (ThreadFactory) Thread::new),
            entry(Executor.class, (Executor) Runnable::run),
            entry(NodeConfig.class, NodeConfig.builder(Samples.A).build()),
            entry(GossiperBuilder.class, Gossiper.builder()),
            entry(GossipStoreBuilder.class, GossipStore.builder()),
            entry(GossipListener.class, (GossipListener) event -> {}),
            entry(GossipNodeConfiguration.class, GossipNodeConfiguration.at(Samples.ADDRESS)),
            entry(GossipStartConfiguration.class, GossipStartConfiguration.alone()),
            entry(GossiperConfiguration.class, Samples.gossiper()),
            entry(NodeId.class, Samples.A),
            entry(NodeAddress.class, Samples.ADDRESS),
            entry(NodeStatus.class, NodeStatus.UP),
            entry(PeerLink.class, PeerLink.UNKNOWN),
            entry(PeerLink.State.class, PeerLink.State.UNKNOWN),
            entry(StateEvent.class, StateEvent.TIMEOUT),
            entry(MembershipMode.class, MembershipMode.MANAGED),
            entry(Generation.class, Generation.NONE),
            entry(Incarnation.class, Incarnation.NONE),
            entry(StoreLimits.class, StoreLimits.defaults()),
            entry(Retention.class, Retention.defaults()),
            entry(NodeConfig.Builder.class, NodeConfig.builder(Samples.A)),
            entry(GossipIntervals.class, GossipIntervals.lan()),
            entry(QuorumProvider.class, QuorumProvider.majority()),
            entry(QuorumStatus.class, new QuorumStatus(true, 1, 1, 1, Map.of())),
            entry(QuorumProviderType.class, QuorumProviderType.NOOP),
            entry(QuorumMembership.class, QuorumMembership.of(Samples.A, 0, List.of())),
            entry(ClusterDomainState.class, ClusterDomainState.ACTIVE),
            entry(StoreKey.class, StoreKey.utf8("key")),
            entry(ValueCodec.class, StoreKey.utf8("key").codec()),
            entry(ClusterView.Member.class, Samples.member(Samples.A, NodeStatus.UP)),
            entry(NodeInfo.class, Samples.info(1, 0, Map.of())),
            entry(NodeInfo.Entry.class, NodeInfo.Entry.tombstone(1)),
            entry(NodeUpdate.class, NodeUpdate.member(Samples.ADDRESS)),
            entry(
                    ClusterView.class,
                    new ClusterView(
                            1,
                            Samples.A,
                            NodeStatus.UP,
                            Map.of(Samples.A, Samples.member(Samples.A, NodeStatus.UP)),
                            new QuorumStatus(true, 1, 1, 1, Map.of()))));

    @TestFactory
    Stream<DynamicTest> shouldRefuseNullWithATypedError() throws IOException {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Class<?> type : publicTypes()) {
            for (final Executable executable : executables(type)) {
                final Class<?>[] parameters = executable.getParameterTypes();
                for (int i = 0; i < parameters.length; i++) {
                    if (!parameters[i].isPrimitive()) {
                        final int place = i;
                        tests.add(DynamicTest.dynamicTest(
                                executable + " #" + place, () -> assertRefusesNull(type, executable, place)));
                    }
                }
            }
        }
        assertTrue(tests.size() > 60, "found too little: " + tests.size());
        return tests.stream();
    }

    private static void assertRefusesNull(final Class<?> type, final Executable executable, final int place)
            throws ReflectiveOperationException {
        final Object[] arguments = Arrays.stream(executable.getParameterTypes())
                .map(BadInputTest::sample)
                .toArray();
        arguments[place] = null;
        try {
            final Object result = call(type, executable, arguments);
            throw new AssertionError("accepted null and gave " + result);
        } catch (final InvocationTargetException e) {
            assertInstanceOf(GossipException.class, e.getCause());
            assertTrue(e.getCause().getMessage().contains("=null"), e.getCause().getMessage());
        }
    }

    private static Object call(final Class<?> type, final Executable executable, final Object[] arguments)
            throws ReflectiveOperationException {
        executable.setAccessible(true);
        if (executable instanceof Constructor<?> constructor) {
            return constructor.newInstance(arguments);
        }
        final boolean isStatic = Modifier.isStatic(executable.getModifiers());
        return ((Method) executable).invoke(isStatic ? null : sample(type), arguments);
    }

    private static Object sample(final Class<?> type) {
        final Object sample = SAMPLES.get(type);
        assertNotNull(sample, "no sample of " + type + ": add one");
        return sample;
    }

    private static List<Executable> executables(final Class<?> type) {
        final List<Executable> executables = new ArrayList<>();
        if (Throwable.class.isAssignableFrom(type) || EXCLUDED_TYPES.containsKey(type.getName())) {
            // An error about an error must not fail itself.
            return executables;
        }
        for (final Constructor<?> constructor : type.getConstructors()) {
            executables.add(constructor);
        }
        for (final Method method : type.getDeclaredMethods()) {
            final int modifiers = method.getModifiers();
            final boolean isAgronas = type == NioBuffer.class && !Modifier.isStatic(modifiers);
            // Instance methods of the buffer follow Agrona's contract, which NioBufferTest holds it to.
            if (Modifier.isPublic(modifiers) && !isAgronas && !EXCLUDED.containsKey(method.getName())) {
                executables.add(method);
            }
        }
        return executables;
    }

    private static List<Class<?>> publicTypes() throws IOException {
        final Path root = Path.of(
                NodeId.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        final List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString().replace(java.io.File.separatorChar, '.'))
                    .filter(name -> name.startsWith("io.gossip.") && name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.endsWith("package-info"))
                    .filter(name -> INTERNAL.stream().noneMatch(name::startsWith))
                    .sorted()
                    .map(BadInputTest::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .forEach(types::add);
        }
        return types;
    }

    private static Class<?> load(final String name) {
        try {
            return Class.forName(name, false, NodeId.class.getClassLoader());
        } catch (final ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldExcludeOnlyWhatExists() throws IOException {
        final Set<String> names = new TreeSet<>();
        final Set<String> methods = new TreeSet<>();
        for (final Class<?> type : publicTypes()) {
            names.add(type.getName());
            Arrays.stream(type.getDeclaredMethods()).map(Method::getName).forEach(methods::add);
        }
        assertTrue(names.containsAll(EXCLUDED_TYPES.keySet()), () -> "gone: " + EXCLUDED_TYPES.keySet());
        assertTrue(methods.containsAll(EXCLUDED.keySet()), () -> "gone: " + EXCLUDED.keySet());
    }
}
