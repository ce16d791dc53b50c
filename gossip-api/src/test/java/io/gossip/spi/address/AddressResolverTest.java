package io.gossip.spi.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.NodeAddress;
import io.gossip.spi.address.AddressResolver.Family;
import io.gossip.spi.address.AddressResolver.ResolverTimes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AddressResolverTest {
    private static final long TTL = 100;
    private static final long NEGATIVE_TTL = 10;
    private static final int CAPACITY = 1_000;
    private static final NodeAddress HOST = new NodeAddress("host.example", 7);

    private final AtomicLong nowNs = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    private final Map<String, String> known = new ConcurrentHashMap<>(Map.of("host.example", "10.0.0.1"));
    private AddressResolver resolver = resolver(Family.IPV4);

    private AddressResolver resolver(final Family family) {
        return resolver(family, this::lookup);
    }

    private AddressResolver resolver(final Family family, final NameService names) {
        final ResolverTimes times = new ResolverTimes(nowNs::get, TTL, NEGATIVE_TTL, CAPACITY);
        return new AddressResolver(names, family, times, failures::incrementAndGet);
    }

    private InetAddress[] lookup(final String host) throws UnknownHostException {
        lookups.incrementAndGet();
        final String found = known.get(host);
        if (found == null) {
            throw new UnknownHostException(host);
        }
        final String[] literals = found.split(" ");
        final InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    @AfterEach
    void close() {
        resolver.close();
    }

    private static void until(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
            if (System.nanoTime() > deadlineNs) {
                fail("did not happen in time");
            }
        }
    }

    private static InetSocketAddress address(final String literal) {
        return new InetSocketAddress(IpLiteral.parseOrNull(literal), 7);
    }

    @Test
    void shouldKnowLiteralsAtOnce() {
        final Resolution literal = resolver.resolve(new NodeAddress("10.1.2.3", 7));
        assertEquals(address("10.1.2.3"), literal.address());
        nowNs.set(TTL * 1_000);
        assertSame(literal, resolver.resolve(new NodeAddress("10.1.2.3", 7)));
        assertEquals(0, lookups.get());
    }

    @Test
    void shouldLookUpANameOnce() {
        final Resolution name = resolver.resolve(HOST);
        until(() -> resolver.resolve(HOST).address() != null);
        assertEquals(address("10.0.0.1"), name.address());
        assertFalse(name.isFailed());
        assertEquals(1, lookups.get());
    }

    @Test
    void shouldNotWaitForTheNameService() throws InterruptedException {
        final Semaphore gate = new Semaphore(0);
        resolver = resolver(Family.IPV4, host -> {
            gate.acquireUninterruptibly();
            return lookup(host);
        });
        final Resolution name = resolver.resolve(HOST);
        assertNull(name.address());
        assertFalse(name.isFailed());
        resolver.resolve(HOST);
        gate.release(2);
        until(() -> name.address() != null);
        assertEquals(1, lookups.get());
    }

    @Test
    void shouldLookUpAgainWhenTheTimeIsUpAndUseTheOldAddressUntilThen() {
        until(() -> resolver.resolve(HOST).address() != null);
        known.put("host.example", "10.0.0.2");
        nowNs.set(TTL - 1);
        assertEquals(address("10.0.0.1"), resolver.resolve(HOST).address());
        assertEquals(1, lookups.get());
        nowNs.set(TTL);
        assertEquals(7, resolver.resolve(HOST).address().getPort());
        until(() -> address("10.0.0.2").equals(resolver.resolve(HOST).address()));
        assertEquals(2, lookups.get());
    }

    @Test
    void shouldKeepTheLastAddressWhenTheNameServiceFails() {
        until(() -> resolver.resolve(HOST).address() != null);
        known.clear();
        nowNs.set(TTL);
        until(() -> resolver.resolve(HOST).isFailed());
        assertEquals(address("10.0.0.1"), resolver.resolve(HOST).address());
        assertEquals(1, failures.get());
        known.put("host.example", "10.0.0.3");
        nowNs.addAndGet(NEGATIVE_TTL);
        until(() -> address("10.0.0.3").equals(resolver.resolve(HOST).address()));
        assertFalse(resolver.resolve(HOST).isFailed());
    }

    @Test
    void shouldBelieveAFailureForAWhileOnly() {
        known.clear();
        until(() -> resolver.resolve(HOST).isFailed());
        nowNs.set(NEGATIVE_TTL - 1);
        assertNull(resolver.resolve(HOST).address());
        assertEquals(1, lookups.get());
        known.put("host.example", "10.0.0.1");
        nowNs.set(NEGATIVE_TTL);
        until(() -> resolver.resolve(HOST).address() != null);
        assertEquals(1, failures.get());
    }

    @Test
    void shouldPickAnAddressTheSocketsCanReach() {
        known.put("host.example", "fd00::1 10.0.0.1");
        until(() -> resolver.resolve(HOST).address() != null);
        assertEquals(address("10.0.0.1"), resolver.resolve(HOST).address());
        resolver = resolver(Family.IPV6);
        until(() -> resolver.resolve(HOST).address() != null);
        assertEquals(address("fd00::1"), resolver.resolve(HOST).address());
        assertTrue(resolver.resolve(new NodeAddress("10.0.0.1", 7)).isFailed());
        resolver = resolver(Family.DUAL);
        assertEquals(
                address("10.0.0.1"),
                resolver.resolve(new NodeAddress("10.0.0.1", 7)).address());
        assertEquals(
                address("fd00::1"),
                resolver.resolve(new NodeAddress("fd00::1", 7)).address());
    }

    @Test
    void shouldRefuseAddressesThatStandForMany() {
        resolver = resolver(Family.DUAL);
        for (final String host : new String[] {"0.0.0.0", "::", "239.1.2.3", "ff02::1"}) {
            assertTrue(resolver.resolve(new NodeAddress(host, 7)).isFailed(), host);
            assertNull(resolver.resolve(new NodeAddress(host, 7)).address(), host);
        }
        assertEquals(4, failures.get());
    }

    @Test
    void shouldSurviveANameServiceThatThrows() {
        resolver = resolver(Family.IPV4, host -> {
            throw new SecurityException("not allowed");
        });
        until(() -> resolver.resolve(HOST).isFailed());
        assertEquals(1, failures.get());
    }

    @Test
    void shouldGoOnAfterLookupsThatBreakTheirThread() throws InterruptedException {
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        resolver = resolver(Family.IPV4, host -> {
            if (host.equals("host.example")) {
                return lookup(host);
            }
            threads.add(Thread.currentThread());
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
            throw new LinkageError("as if classes were missing");
        });
        // More often than there may be threads.
        for (int i = 0; i < 10; i++) {
            final int broken = i + 1;
            resolver.resolve(new NodeAddress("h" + i, 1));
            until(() -> threads.size() == broken);
            for (final Thread thread : threads) {
                thread.join();
            }
        }
        until(() -> resolver.resolve(HOST).address() != null);
    }

    @Test
    void shouldBoundThreadsAndForgetDestinations() throws InterruptedException {
        final CountDownLatch gate = new CountDownLatch(1);
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        resolver = resolver(Family.IPV4, host -> {
            threads.add(Thread.currentThread());
            try {
                gate.await();
            } catch (final InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName("10.0.0.9")};
        });
        final Resolution first = resolver.resolve(HOST);
        IntStream.range(0, 5 * CAPACITY).forEach(i -> resolver.resolve(new NodeAddress("h" + i, 1)));
        until(() -> threads.size() == 4);
        assertTrue(threads.stream().allMatch(Thread::isDaemon));
        gate.countDown();
        // Nobody is left behind: each thread ends with the queue.
        for (final Thread thread : threads) {
            thread.join();
        }
        assertEquals(4, threads.size());
        until(() -> resolver.resolve(HOST).address() != null);
        assertTrue(first != resolver.resolve(HOST), "forgotten, and looked up anew");
    }
}
