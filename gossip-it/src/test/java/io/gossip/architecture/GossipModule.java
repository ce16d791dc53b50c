package io.gossip.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The modules, what each is made of, what it shows and what it may know. Dependencies point inwards only. */
enum GossipModule {
    API(List.of("io.gossip", "io.gossip.spi.."), Set.of("io.gossip", "io.gossip.spi"), Set.of("org.agrona")),
    STORE(
            List.of("io.gossip.store.."),
            Set.of("io.gossip.store"),
            Set.of("chronicle.bytes", "jdk.unsupported", "org.slf4j"),
            API),
    CORE(List.of("io.gossip.core.."), Set.of("io.gossip.core.node", "io.gossip.core.probation"), Set.of(), API, STORE),
    TRANSPORT_UDP(List.of("io.gossip.transport.udp.."), Set.of("io.gossip.transport.udp"), Set.of(), API),
    /** The one module that needs a JVM flag, which is Agrona's. */
    TRANSPORT_AERON(
            List.of("io.gossip.transport.aeron.."),
            Set.of("io.gossip.transport.aeron"),
            Set.of("io.aeron.client", "io.aeron.driver"),
            API),
    SIM(
            List.of("io.gossip.sim.."),
            Set.of("io.gossip.sim", "io.gossip.sim.network", "io.gossip.sim.time", "io.gossip.sim.trace"),
            Set.of(),
            API,
            STORE,
            CORE),
    TESTKIT(
            List.of("io.gossip.testkit.."),
            Set.of(
                    "io.gossip.testkit",
                    "io.gossip.testkit.laws",
                    "io.gossip.testkit.model",
                    "io.gossip.testkit.transport"),
            Set.of("net.jqwik.api", "org.junit.jupiter.api", "org.junit.jupiter.params", "jdk.management"),
            API,
            STORE,
            CORE,
            SIM),
    /** A program, so nothing of it is for users' code. It finds core and transport at run time as users' programs do. */
    CLI(List.of("io.gossip.cli.."), Set.of(), Set.of("info.picocli"), API),
    /** A tool that looks into packages which are not exported, so it lives on the class path only. */
    BENCH(List.of("io.gossip.bench.."), Set.of(), Set.of(), API, STORE, CORE, TRANSPORT_UDP, TRANSPORT_AERON, SIM),
    /** Races of the store, for jcstress, which is no module. */
    STRESS(List.of("io.gossip.stress.."), Set.of(), Set.of(), API, STORE);

    private final List<String> packages;
    private final Set<String> exports;
    private final Set<String> libraries;
    private final List<GossipModule> reads;

    GossipModule(
            final List<String> packages,
            final Set<String> exports,
            final Set<String> libraries,
            final GossipModule... reads) {
        this.packages = packages;
        this.exports = exports;
        this.libraries = libraries;
        this.reads = List.of(reads);
    }

    String moduleName() {
        return "io.gossip." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    String artifactId() {
        return "gossip-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Patterns of the packages that the module is made of; {@code ..} at the end takes in all packages below. */
    String[] packages() {
        return packages.toArray(String[]::new);
    }

    /** All packages that users see, once they exist. */
    Set<String> exports() {
        return exports;
    }

    /** Packages that only modules of this project see, as {@code package to modules}. */
    Set<String> exportsToFriends() {
        return switch (this) {
            case API ->
                Set.of(
                        "io.gossip.spi.address to io.gossip.transport.aeron,io.gossip.transport.udp",
                        "io.gossip.spi.queue to io.gossip.transport.aeron,io.gossip.transport.udp");
            case STORE -> Set.of("io.gossip.store.journal to io.gossip.core");
            default -> Set.of();
        };
    }

    /** Names of the modules that this one may require, besides those of the JDK's base and of gossip. */
    Set<String> libraries() {
        return libraries;
    }

    /** Packages that are open to one library each, for its reflection, as {@code package to module}. */
    Set<String> opens() {
        return switch (this) {
            case CLI -> Set.of("io.gossip.cli.command to info.picocli");
            case TESTKIT -> Set.of("io.gossip.testkit.transport to org.junit.platform.commons");
            default -> Set.of();
        };
    }

    /** Whether users' code depends on it. */
    boolean isLibrary() {
        return this != CLI && isPublished();
    }

    /** Whether others than this build get it. */
    boolean isPublished() {
        return this != BENCH && this != STRESS;
    }

    /** Those with a descriptor: a module that nobody else gets needs none. */
    static Stream<GossipModule> onModulePath() {
        return Stream.of(values()).filter(GossipModule::isPublished);
    }

    List<GossipModule> reads() {
        return reads;
    }

    /** Patterns of all packages that the module's classes may depend on. */
    String[] allowedPackages() {
        final List<String> allowed = new ArrayList<>(List.of("java..", "org.agrona.."));
        allowed.addAll(packages);
        reads.forEach(module -> allowed.addAll(module.packages));
        if (this == STORE) {
            allowed.add("net.openhft.chronicle..");
        }
        if (this == TESTKIT) {
            allowed.addAll(List.of("net.jqwik..", "org.junit..", "com.sun.management"));
        } else if (this == TRANSPORT_AERON) {
            allowed.add("io.aeron..");
        } else if (this == CLI) {
            allowed.add("picocli..");
        } else if (this == BENCH) {
            allowed.addAll(List.of("picocli..", "org.openjdk.jmh..", "com.fasterxml.jackson..", "com.sun.management"));
            allowed.addAll(List.of("io.aeron..", "org.HdrHistogram.."));
        } else if (this == STRESS) {
            allowed.add("org.openjdk.jcstress..");
        }
        return allowed.toArray(String[]::new);
    }

    Path directory() {
        return root().resolve(artifactId());
    }

    /** The directory of the whole build; surefire runs each module's tests in the module's own. */
    static Path root() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    }
}
