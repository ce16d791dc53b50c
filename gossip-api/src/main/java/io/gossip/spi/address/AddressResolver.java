package io.gossip.spi.address;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Where destinations are. Literals are known at once and for good; a name is looked up on another thread when it is first
 * used and when its time is up, and while that lasts, or fails, the last address known stays in use: an outage of the
 * name service alone takes no cluster apart. Bounded: the destination not used for longest gives way.
 *
 * <p>{@link #resolve} belongs to the driving thread, {@link #close} to any.
 */
public final class AddressResolver implements Consumer<Resolution> {
    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL_CAPACITY = 64;

    /** Which addresses the sockets can reach. */
    public enum Family {
        /** IPv4 only. */
        IPV4,
        /** IPv6 only: bound to an address of that kind. */
        IPV6,
        /** Both: bound to all addresses, over IPv6. */
        DUAL
    }

    private final NameService names;
    private final Family family;
    private final ResolverTimes times;
    private final Runnable onFailure;
    private final LookupThreads threads = new LookupThreads(this);
    private final Map<NodeAddress, Resolution> resolutions;

    /**
     * @param names asked on other threads
     * @param family addresses of others count as not found
     * @param times the clock, how long answers are good for, and how many are kept
     * @param onFailure called for every destination that could not be resolved, on any thread
     */
    public AddressResolver(
            final NameService names, final Family family, final ResolverTimes times, final Runnable onFailure) {
        this.names = Arguments.notNull(names, "names");
        this.family = Arguments.notNull(family, "family");
        this.times = Arguments.notNull(times, "times");
        this.onFailure = Arguments.notNull(onFailure, "onFailure");
        this.resolutions = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<NodeAddress, Resolution> eldest) {
                return size() > times.capacity();
            }
        };
    }

    /**
     * When answers are to be asked for again.
     *
     * @param clock monotonic nanoseconds; read by any thread
     * @param ttlNs how long an address that was found is used before it is looked up again
     * @param negativeTtlNs how long a failure is believed
     * @param capacity destinations kept
     */
    public record ResolverTimes(LongSupplier clock, long ttlNs, long negativeTtlNs, int capacity) {
        /** @throws InvalidValueException when the clock is null */
        public ResolverTimes {
            Arguments.notNull(clock, "clock");
        }
    }

    /** @return what is known now; allocates nothing for a destination used lately. A lookup may have been started. */
    public Resolution resolve(final NodeAddress destination) {
        Resolution known = resolutions.get(destination);
        if (known == null) {
            known = first(destination);
            resolutions.put(destination, known);
        }
        if (!known.isLiteral() && known.isDue(times.clock().getAsLong())) {
            known.begin();
            if (!threads.tryAdd(known)) {
                known.giveUp();
            }
        }
        return known;
    }

    private Resolution first(final NodeAddress destination) {
        final InetAddress literal = IpLiteral.parseOrNull(destination.host());
        if (literal == null) {
            return Resolution.ofName(destination, times.clock().getAsLong());
        }
        if (!isReachable(literal)) {
            onFailure.run();
            return Resolution.ofLiteral(destination, null);
        }
        return Resolution.ofLiteral(destination, new InetSocketAddress(literal, destination.port()));
    }

    /** Addresses that stand for many are no destination: whoever claims to live at one would have others flood it. */
    private boolean isReachable(final InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        return family == Family.DUAL || (family == Family.IPV6) == (address instanceof Inet6Address);
    }

    /** Looks a name up and says what came of it; on a lookup thread. */
    @Override
    public void accept(final Resolution name) {
        try {
            for (final InetAddress address : names.lookup(name.destination().host())) {
                if (isReachable(address)) {
                    final InetSocketAddress found =
                            new InetSocketAddress(address, name.destination().port());
                    name.succeed(found, times.clock().getAsLong() + times.ttlNs());
                    return;
                }
            }
        } catch (final UnknownHostException | RuntimeException e) {
            // Falls through: nobody knows it, or may be asked. Counted, and tried again when the time is up.
        }
        onFailure.run();
        name.fail(times.clock().getAsLong() + times.negativeTtlNs());
    }

    /** Starts no lookup any more; any thread. */
    public void close() {
        threads.close();
    }
}
