package io.gossip.sim;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipException;
import io.gossip.GossipIntervals;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.node.Lifeguard;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.NetworkLimits;
import io.gossip.sim.network.Traffic;
import io.gossip.sim.network.VirtualNetwork;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.VirtualClock;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.TraceHash;
import io.gossip.sim.trace.TraceKind;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Null for each reference parameter of each public instance method: a typed error that names it, at once. */
class NullArgumentTest {
    private static final NodeAddress ADDRESS = NodeAddress.parse("10.0.0.2:7946");
    private static final NodeAddress FREE = NodeAddress.parse("10.9.9.9:7946");

    private final VirtualCluster cluster =
            VirtualCluster.builder().nodes(3).seed(1).start();

    private final Map<Class<?>, Object> samples = Map.ofEntries(
            entry(boolean.class, true),
            entry(int.class, 1),
            entry(long.class, 1L),
            entry(double.class, 0.1),
            entry(String.class, "n1"),
            entry(String[].class, new String[] {"n1"}),
            entry(Object.class, "value"),
            entry(NodeAddress.class, ADDRESS),
            entry(Duration.class, Duration.ofMillis(1)),
            entry(List.class, List.of()),
            entry(Set.class, Set.of()),
            entry(Set[].class, new Set<?>[] {Set.of(ADDRESS)}),
            entry(Runnable.class, (Runnable) () -> {}),
            entry(BooleanSupplier.class, (BooleanSupplier) () -> true),
            entry(Predicate.class, (Predicate<?>) node -> true),
            entry(Function.class, (Function<?, ?>) node -> 1),
            entry(Consumer.class, (Consumer<?>) builder -> {}),
            entry(PacketHandler.class, (PacketHandler) (lane, source, buffer, offset, length) -> {}),
            entry(StoreKey.class, StoreKey.utf8("key")),
            entry(Lane.class, Lane.BEST_EFFORT),
            entry(NodeStatus.class, NodeStatus.UP),
            entry(MembershipMode.class, MembershipMode.OPEN),
            entry(GossipIntervals.class, GossipIntervals.lan()),
            entry(StoreLimits.class, StoreLimits.defaults()),
            entry(TraceKind.class, TraceKind.SENT),
            entry(DirectBuffer.class, NioBuffer.allocate(16)),
            entry(NetworkLimits.class, NetworkLimits.defaults()),
            entry(LinkModel.class, LinkModel.lan()),
            entry(Lifeguard.class, Lifeguard.FULL),
            entry(Traffic.class, Traffic.NONE));

    private Stream<Object> subjects() {
        final VirtualTime time = new VirtualTime();
        final VirtualNetwork network = cluster.network();
        return Stream.of(
                cluster,
                cluster.views(),
                cluster.node("n1"),
                VirtualCluster.builder(),
                network,
                network.faults(),
                network.open(FREE),
                Traffic.NONE,
                LinkModel.lan(),
                time,
                new VirtualClock(time, 0),
                new RandomStreams(1),
                network.trace(),
                new TraceHash());
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseNullWithATypedError() {
        final List<DynamicTest> tests = subjects()
                .flatMap(subject -> Arrays.stream(subject.getClass().getDeclaredMethods())
                        .filter(NullArgumentTest::isPublicInstanceMethod)
                        .flatMap(method -> tests(subject, method)))
                .toList();
        assertTrue(tests.size() > 60, "found too little: " + tests.size());
        return tests.stream();
    }

    private Stream<DynamicTest> tests(final Object subject, final Method method) {
        final Class<?>[] types = method.getParameterTypes();
        return Stream.iterate(0, i -> i < types.length, i -> i + 1)
                .filter(i -> !types[i].isPrimitive() && !isNullable(method, i))
                .map(i -> DynamicTest.dynamicTest(method + " #" + i, () -> assertRefusesNull(subject, method, i)));
    }

    private static boolean isPublicInstanceMethod(final Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && !method.getName().equals("equals");
    }

    /** Null says something there: this node, or pair, has no link of its own any more. */
    private static boolean isNullable(final Method method, final int place) {
        return method.getName().equals("link") && place > 0 && method.getParameterTypes()[place] == LinkModel.class;
    }

    private void assertRefusesNull(final Object subject, final Method method, final int place) {
        final Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(this::sample).toArray();
        arguments[place] = null;
        final InvocationTargetException error =
                assertThrows(InvocationTargetException.class, () -> method.invoke(subject, arguments));
        assertInstanceOf(GossipException.class, error.getCause());
        assertTrue(
                error.getCause().getMessage().contains("=null"),
                error.getCause().getMessage());
    }

    private Object sample(final Class<?> type) {
        final Object sample = samples.get(type);
        assertNotNull(sample, () -> "no sample of " + type + ": add one");
        return sample;
    }
}
