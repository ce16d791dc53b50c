package io.gossip.transport.aeron;

import io.gossip.NodeAddress;
import io.gossip.spi.TransportException;
import io.gossip.spi.address.AddressResolver;
import io.gossip.spi.address.AddressResolver.Family;
import io.gossip.spi.address.AddressResolver.ResolverTimes;
import io.gossip.spi.address.IpLiteral;
import io.gossip.transport.aeron.driver.DriverConnection;
import io.gossip.transport.aeron.driver.DriverConnector;
import io.gossip.transport.aeron.driver.DriverEvents;
import io.gossip.transport.aeron.driver.DriverSettings;
import io.gossip.transport.aeron.driver.Interrupts;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Puts a transport together: driver, endpoint, lanes, or nothing and an error. */
final class Opening {
    private static final int DESTINATIONS_REMEMBERED = 16_384;

    /** Longer than a driver takes to let go of the socket of a client that it knows to be gone. */
    private static final long BIND_PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

    /** A driver that lives may be busy with the publications of others; one that does not is noticed by its heartbeat. */
    private static final long ANSWER_PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    /** What the driver says then; it has no code of its own for it. */
    private static final String NOT_LOCAL = "Cannot assign requested address";

    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final AeronTransportConfig config;
    private final AeronCounters counters = new AeronCounters();
    private final LongSupplier clock;
    private final DriverEvents events = new Counting();
    private Lanes lanes;
    private final UseGate gate = new UseGate(() -> lanes.close());

    private Opening(final AeronTransportConfig config) {
        this.config = config;
        final long originNs = System.nanoTime();
        this.clock = () -> System.nanoTime() - originNs;
    }

    /** Counts what befalls the connections to the driver. */
    private final class Counting implements DriverEvents {
        @Override
        public void onDriverError(final Throwable error) {
            counters.increment(AeronCounter.DRIVER_ERRORS);
        }

        @Override
        public void onConnectFailed(final RuntimeException error) {
            counters.increment(AeronCounter.DRIVER_CONNECTS_FAILED);
        }
    }

    static AeronTransport open(final AeronTransportConfig config) {
        final boolean isInterrupted = Interrupts.pause();
        try {
            return new Opening(config).open();
        } finally {
            Interrupts.resume(isInterrupted);
        }
    }

    private AeronTransport open() {
        final InetAddress host = lookup(config.bind());
        final DriverSettings settings = settings(config.driver());
        final DriverConnection connection = DriverConnection.open(settings, events);
        try {
            return open(host, settings, connection);
        } catch (final RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private static DriverSettings settings(final DriverConfig driver) {
        return new DriverSettings(
                driver.aeronDirectory(),
                driver.embeddedDirectory().orElseGet(DriverSettings::defaultParent),
                driver.timeout().toMillis(),
                driver.maxPark().toNanos());
    }

    private static InetAddress lookup(final NodeAddress bind) {
        final InetAddress literal = IpLiteral.parseOrNull(bind.host());
        try {
            return literal != null ? literal : InetAddress.getByName(bind.host());
        } catch (final UnknownHostException e) {
            throw new TransportException("unknown host, bind=" + bind, e);
        }
    }

    private AeronTransport open(
            final InetAddress host, final DriverSettings settings, final DriverConnection connection) {
        counters.increment(AeronCounter.DRIVERS_CONNECTED);
        final Session.Incoming incoming = new Session.Incoming(
                new IncomingLane(config, LaneTraits.bestEffort(config), counters, gate),
                new IncomingLane(config, LaneTraits.reliable(config), counters, gate));
        final Endpoint endpoint = new Endpoint(
                connection.aeron(),
                new InetSocketAddress(host, config.bind().port()),
                incoming.packets(),
                incoming.messages(),
                counters);
        take(connection, endpoint);
        final NodeAddress self = advertised(endpoint.port());
        final Session session = new Session(config, self, connection, endpoint, incoming, counters);
        final Lanes.Setting setting =
                new Lanes.Setting(config, self, new InetSocketAddress(host, endpoint.port()), clock);
        final Lanes.Beside beside = new Lanes.Beside(new DriverConnector(settings, events), resolver(host));
        lanes = new Lanes(setting, beside, session, incoming, gate, counters);
        return new AeronTransport(config, self, counters, gate, lanes);
    }

    /** Waits until the driver has taken the endpoint. */
    private void take(final DriverConnection connection, final Endpoint endpoint) {
        final long beginNs = clock.getAsLong();
        final long patienceNs = patienceNs(connection);
        while (!endpoint.isReady()) {
            connection.work();
            if (connection.isLost()) {
                throw new TransportException("the media driver was lost, bind=" + config.bind(), null);
            }
            final long nowNs = clock.getAsLong();
            endpoint.work(nowNs);
            final long waitedNs = nowNs - beginNs;
            if (endpoint.failureOrNull() != null && !(endpoint.isInUse() && waitedNs < patienceNs)) {
                throw refused(endpoint);
            }
            if (endpoint.failureOrNull() == null && waitedNs > ANSWER_PATIENCE_NS) {
                throw new TransportException("the media driver does not answer, bind=" + config.bind(), null);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** A driver of another process goes on holding the socket of a node that was killed, until it takes that for dead. */
    private long patienceNs(final DriverConnection connection) {
        return config.driver().aeronDirectory().isPresent()
                ? BIND_PATIENCE_NS + connection.aeron().context().interServiceTimeoutNs()
                : BIND_PATIENCE_NS;
    }

    private TransportException refused(final Endpoint endpoint) {
        final String cause = String.valueOf(endpoint.failureOrNull().getMessage());
        final String fact = endpoint.isInUse()
                ? "address in use"
                : cause.contains(NOT_LOCAL) ? "not an address of this machine" : "cannot bind";
        return new TransportException(fact + ", bind=" + config.bind() + " cause=" + cause, endpoint.failureOrNull());
    }

    private NodeAddress advertised(final int port) {
        final NodeAddress told = config.advertise().orElse(config.bind());
        return told.port() != 0 ? told : new NodeAddress(told.host(), port);
    }

    private AddressResolver resolver(final InetAddress host) {
        final ResolverTimes times = new ResolverTimes(
                clock,
                config.resolveTtl().toNanos(),
                config.resolveNegativeTtl().toNanos(),
                DESTINATIONS_REMEMBERED);
        return new AddressResolver(InetAddress::getAllByName, family(host), times, this::onResolveFailure);
    }

    private static Family family(final InetAddress host) {
        if (host instanceof Inet4Address) {
            return Family.IPV4;
        }
        return host.isAnyLocalAddress() ? Family.DUAL : Family.IPV6;
    }

    private void onResolveFailure() {
        counters.increment(AeronCounter.RESOLVE_FAILURES);
    }
}
