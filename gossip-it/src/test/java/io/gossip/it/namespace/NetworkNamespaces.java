package io.gossip.it.namespace;

import io.gossip.NodeAddress;
import io.gossip.it.process.FinishedProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Two network namespaces joined by a pair of virtual interfaces: two hosts on one wire, which can be cut. Linux with
 * iproute2, and root.
 *
 * <p>A cut drops on arrival, so that senders notice nothing, as when a wire is cut further away (dropped on departure, a
 * datagram's send fails). It is a rule of routing that refuses what comes from the other host; such rules come with every
 * kernel that has namespaces and with the {@code ip} command, while packet filters often do not. The kernel looks for
 * local addresses first, in the rule of preference 0, which is moved behind for that.
 *
 * <p>Names carry the id of this process and the number of the instance in it: what an earlier run left behind when it
 * was killed is removed by the next, and instances side by side leave each other alone. An instance is not thread-safe.
 */
public final class NetworkNamespaces implements AutoCloseable {
    /** One of the two hosts. */
    public enum Side {
        LEFT("10.77.0.1"),
        RIGHT("10.77.0.2");

        private final String host;

        Side(final String host) {
            this.host = host;
        }

        /** @return a port of this host; all are free, 0 for any */
        public NodeAddress port(final int port) {
            return new NodeAddress(host, port);
        }

        /**
         * @param number 1 to 3
         * @return a port of one more address of this host, so that what comes from there can be told apart
         */
        public NodeAddress port(final int number, final int port) {
            return new NodeAddress(further(number), port);
        }

        private String further(final int number) {
            return host + number;
        }

        private String device() {
            return "wire-" + name().toLowerCase(Locale.ROOT);
        }

        private Side other() {
            return this == LEFT ? RIGHT : LEFT;
        }
    }

    private static final String PREFIX = "gossip-it-";
    private static final int FURTHER_ADDRESSES = 3;
    private static final int CUT_PREFERENCE = 10;
    private static final int LOCAL_PREFERENCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final String prefix = PREFIX + ProcessHandle.current().pid() + "-" + CREATED.incrementAndGet() + "-";
    private final Thread lastResort = new Thread(this::remove);

    private NetworkNamespaces() {}

    /** @return why there can be none here, or empty when there can; leaves nothing behind */
    public static Optional<String> obstacle() {
        try (NetworkNamespaces trial = create()) {
            trial.cut();
            trial.heal();
            return Optional.empty();
        } catch (final IllegalStateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Makes both hosts and the wire.
     *
     * @throws IllegalStateException when that is not possible; nothing is left then
     */
    public static NetworkNamespaces create() {
        removeAbandoned();
        final NetworkNamespaces made = new NetworkNamespaces();
        Runtime.getRuntime().addShutdownHook(made.lastResort);
        try {
            made.build();
            return made;
        } catch (final IllegalStateException e) {
            made.close();
            throw e;
        }
    }

    private void build() {
        for (final Side side : Side.values()) {
            run("ip netns add " + namespace(side));
        }
        run("ip link add " + Side.LEFT.device() + " netns " + namespace(Side.LEFT) + " type veth peer name "
                + Side.RIGHT.device() + " netns " + namespace(Side.RIGHT));
        for (final Side side : Side.values()) {
            ip(side, "addr add " + side.host + "/24 dev " + side.device());
            for (int number = 1; number <= FURTHER_ADDRESSES; number++) {
                ip(side, "addr add " + side.further(number) + "/24 dev " + side.device());
            }
            ip(side, "link set lo up");
            ip(side, "link set " + side.device() + " up");
            ip(side, "rule add pref " + LOCAL_PREFERENCE + " lookup local");
            ip(side, "rule del pref 0");
        }
    }

    /** @return words that run the command behind them on a host */
    public List<String> commandPrefix(final Side side) {
        return List.of("ip", "netns", "exec", namespace(side));
    }

    /** Lets nothing of either host arrive at the other. */
    public void cut() {
        for (final Side side : Side.values()) {
            cutTowards(side);
        }
    }

    /** Lets nothing arrive at a host, which itself is still heard by the other. */
    public void cutTowards(final Side side) {
        dropFrom(side.other().host, side);
        for (int number = 1; number <= FURTHER_ADDRESSES; number++) {
            dropFrom(side.other().further(number), side);
        }
    }

    /** Lets nothing that comes from one address of the other host arrive at a host, which is still heard there. */
    public void cutTowards(final Side side, final NodeAddress from) {
        dropFrom(from.host(), side);
    }

    private void dropFrom(final String source, final Side side) {
        ip(side, "rule add pref " + CUT_PREFERENCE + " from " + source + " blackhole");
    }

    /** Lets everything arrive again; nothing happens where nothing is cut. */
    public void heal() {
        for (final Side side : Side.values()) {
            while (!ip(side, "rule list pref " + CUT_PREFERENCE).isBlank()) {
                ip(side, "rule del pref " + CUT_PREFERENCE);
            }
        }
    }

    /** Removes both hosts; processes in them must have ended. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        remove();
    }

    private void remove() {
        existing().filter(name -> name.startsWith(prefix)).forEach(NetworkNamespaces::remove);
    }

    private String namespace(final Side side) {
        return prefix + side.name().toLowerCase(Locale.ROOT);
    }

    private static void removeAbandoned() {
        existing()
                .filter(name -> name.matches(PREFIX + "\\d+-.*"))
                .filter(name ->
                        ProcessHandle.of(Long.parseLong(name.split("-")[2])).isEmpty())
                .forEach(NetworkNamespaces::remove);
    }

    /** Does not mind when another run was faster. */
    private static void remove(final String name) {
        try {
            run("ip netns del " + name);
        } catch (final IllegalStateException e) {
            if (existing().anyMatch(name::equals)) {
                throw e;
            }
        }
    }

    /** Each line is a name, followed by an id in brackets when it has one. */
    private static Stream<String> existing() {
        return run("ip netns list").lines().map(line -> line.split(" ")[0]);
    }

    private String ip(final Side side, final String words) {
        return run("ip -n " + namespace(side) + " " + words);
    }

    /**
     * @return what the command printed
     * @throws IllegalStateException when it cannot be run or fails
     */
    private static String run(final String command) {
        final FinishedProcess finished;
        try {
            finished = FinishedProcess.run(new ProcessBuilder(command.split(" ")), PATIENCE);
        } catch (final UncheckedIOException e) {
            throw new IllegalStateException(
                    "cannot be run, command='" + command + "' cause='" + e.getMessage() + "'", e);
        }
        if (finished.exitCode() != 0) {
            throw new IllegalStateException("failed, command='" + command + "' errors='"
                    + finished.errors().strip() + "'");
        }
        return finished.output();
    }
}
