package io.gossip.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.gossip");

    /** Time, randomness and messages come in as arguments here, effects go out through callbacks. */
    private static final DescribedPredicate<JavaClass> PROTOCOL =
            resideInAnyPackage("io.gossip.core..", "io.gossip.store..");

    /** The one exception: what ServiceLoader finds, which brings the real clock to the protocol, and entropy from its device. */
    private static final DescribedPredicate<JavaClass> PROVIDER = resideInAPackage("io.gossip.core.provider");

    private static final Set<Ban> LIFTED_FOR_PROVIDER = EnumSet.of(Ban.CLOCK, Ban.ENTROPY, Ban.INPUT_OUTPUT);

    /** What drives a node in a real process; it holds no protocol logic, and nothing of the protocol depends on it. */
    private static final DescribedPredicate<JavaClass> SHELL = resideInAPackage("io.gossip.core.shell");

    /** The durable journal, the one package of the store that files are for. */
    private static final DescribedPredicate<JavaClass> JOURNAL = resideInAPackage("io.gossip.store.journal");

    private static final Set<Ban> LIFTED_FOR_JOURNAL = EnumSet.of(Ban.INPUT_OUTPUT);

    /** Names a path of the configuration, and opens nothing itself. */
    private static final DescribedPredicate<? super JavaClass> FOUNDATION = name("io.gossip.core.shell.Foundation");

    private static final Set<Ban> LIFTED_FOR_SHELL = EnumSet.of(Ban.CLOCK, Ban.THREAD);

    @ParameterizedTest
    @EnumSource
    void shouldSeeTheClassesOfEveryModuleThatHasSources(final GossipModule module) throws IOException {
        final DescribedPredicate<JavaClass> own = resideInAnyPackage(module.packages());
        assertTrue(
                !hasSources(module) || PRODUCT.stream().anyMatch(own),
                () -> "no classes to check, module=" + module.moduleName());
    }

    @ParameterizedTest
    @EnumSource
    void shouldDependInwardsOnly(final GossipModule module) {
        ArchitectureRules.dependOnlyOn(resideInAnyPackage(module.packages()), module.allowedPackages())
                .check(PRODUCT);
    }

    @Test
    void shouldKeepEveryClassInAPackageOfItsModule() {
        final String[] packages = Stream.of(GossipModule.values())
                .flatMap(module -> Stream.of(module.packages()))
                .toArray(String[]::new);
        assertTrue(
                PRODUCT.stream().allMatch(resideInAnyPackage(packages)),
                () -> "outside every module's packages: "
                        + PRODUCT.stream()
                                .filter(not(resideInAnyPackage(packages)))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheProtocolDeterministic(final Ban ban) {
        DescribedPredicate<JavaClass> bound = PROTOCOL;
        if (LIFTED_FOR_PROVIDER.contains(ban)) {
            bound = bound.and(not(PROVIDER));
        }
        if (LIFTED_FOR_SHELL.contains(ban)) {
            bound = bound.and(not(SHELL));
        }
        if (LIFTED_FOR_JOURNAL.contains(ban)) {
            bound = bound.and(not(JOURNAL)).and(not(FOUNDATION));
        }
        ArchitectureRules.obey(ban, bound).check(PRODUCT);
    }

    @Test
    void shouldKeepTheProtocolFreeOfItsShell() {
        ArchitectureRules.dependOnNone(
                        PROTOCOL.and(not(PROVIDER)).and(not(SHELL)),
                        "io.gossip.core.shell..",
                        "io.gossip.core.provider..")
                .check(PRODUCT);
    }

    /** Chronicle is slow to start and not silent: it has one door, and two that use it. */
    @Test
    void shouldReachChronicleByOneDoor() {
        ArchitectureRules.dependOnNone(
                        resideInAnyPackage("io.gossip..")
                                .and(not(resideInAnyPackage("io.gossip.store.chronicle", "io.gossip.store.journal")))
                                .and(not(name("io.gossip.store.MarshallableCodec"))),
                        "net.openhft..")
                .check(PRODUCT);
    }

    @Test
    void shouldRunWithoutJvmFlag() {
        ArchitectureRules.runWithoutJvmFlag(not(resideInAPackage("io.gossip.transport.aeron..")))
                .check(PRODUCT);
    }

    @Test
    void shouldBeFreeOfPackageCycles() {
        ArchitectureRules.beFreeOfCycles("io.gossip.(**)").check(PRODUCT);
    }

    @Test
    void shouldAvoidJavaSerialization() {
        ArchitectureRules.avoidJavaSerialization(alwaysTrue()).check(PRODUCT);
    }

    @Test
    void shouldHaveTellingNames() {
        ArchitectureRules.haveTellingNames(alwaysTrue()).check(PRODUCT);
        ArchitectureRules.haveTellingPackages(alwaysTrue()).check(PRODUCT);
    }

    private static boolean hasSources(final GossipModule module) throws IOException {
        final Path sources = module.directory().resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.endsWith(".java") && !name.endsWith("-info.java"));
        }
    }
}
