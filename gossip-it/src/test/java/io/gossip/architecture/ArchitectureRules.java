package io.gossip.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules, each for a choice of classes, so that the same rule runs on the product and on the offenders. A rule whose
 * choice is empty passes; {@link ArchitectureTest} checks apart that no module's classes are missing.
 */
final class ArchitectureRules {
    private static final Set<String> BAD_PACKAGES =
            Set.of("util", "utils", "common", "misc", "impl", "manager", "helper", "helpers");

    /**
     * What else needs the flag: classes that make or map such a buffer themselves. The ring buffers do not, but nobody has
     * shown yet that they run over a buffer of ours.
     */
    private static final Set<String> FLAGGED = Set.of(
            "org.agrona.ExpandableRingBuffer",
            "org.agrona.IoUtil",
            "org.agrona.MarkFile",
            "org.agrona.concurrent.broadcast.CopyBroadcastReceiver",
            "org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer",
            "org.agrona.concurrent.ringbuffer.OneToOneRingBuffer",
            "org.agrona.concurrent.status.ConcurrentCountersManager",
            "org.agrona.concurrent.status.CountersManager",
            "org.agrona.concurrent.status.CountersReader");

    private ArchitectureRules() {}

    static ArchRule dependOnlyOn(final DescribedPredicate<JavaClass> chosen, final String... packages) {
        return classes()
                .that(chosen)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }

    static ArchRule dependOnNone(final DescribedPredicate<JavaClass> chosen, final String... packages) {
        return noClasses()
                .that(chosen)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }

    static ArchRule obey(final Ban ban, final DescribedPredicate<JavaClass> chosen) {
        return noClasses().that(chosen).should(ban.condition()).allowEmptyShould(true);
    }

    static ArchRule runWithoutJvmFlag(final DescribedPredicate<JavaClass> chosen) {
        final Set<String> flagged = needsJvmFlag();
        return noClasses()
                .that(chosen)
                .should(dependOn(
                        "use what of Agrona needs a JVM flag",
                        type -> flagged.contains(type.getName()) || FLAGGED.contains(type.getName())))
                .allowEmptyShould(true);
    }

    static ArchRule avoidJavaSerialization(final DescribedPredicate<JavaClass> chosen) {
        final Set<String> types = Set.of(
                "java.io.ObjectInput",
                "java.io.ObjectOutput",
                "java.io.ObjectInputStream",
                "java.io.ObjectOutputStream",
                "java.io.Externalizable");
        return noClasses()
                .that(chosen)
                .should(dependOn("use Java serialization", type -> types.contains(type.getName())))
                .allowEmptyShould(true);
    }

    static ArchRule haveTellingNames(final DescribedPredicate<JavaClass> chosen) {
        return noClasses()
                .that(chosen)
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Processor)")
                .allowEmptyShould(true);
    }

    static ArchRule haveTellingPackages(final DescribedPredicate<JavaClass> chosen) {
        final DescribedPredicate<JavaClass> badlyPackaged = DescribedPredicate.describe(
                "reside in a package named " + BAD_PACKAGES,
                type -> Set.of(type.getPackageName().split("\\.")).stream().anyMatch(BAD_PACKAGES::contains));
        return noClasses()
                .that(chosen)
                .should(ArchCondition.from(badlyPackaged))
                .allowEmptyShould(true);
    }

    /** The pattern's {@code (**)} stands for what tells one slice from another. */
    static ArchRule beFreeOfCycles(final String packagePattern) {
        return slices().matching(packagePattern).should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> dependOn(final String description, final Predicate<JavaClass> type) {
        return Ban.condition(description, type, target -> false);
    }

    /** The classes of Agrona that call the JDK's internals through its {@code UnsafeApi}, and their subclasses. */
    private static Set<String> needsJvmFlag() {
        final Set<JavaClass> direct = new ClassFileImporter()
                .importPackages("org.agrona").stream()
                        .filter(ArchitectureRules::callsUnsafeApi)
                        .collect(Collectors.toSet());
        if (direct.isEmpty()) {
            throw new AssertionError("no class of Agrona calls its UnsafeApi: has it been renamed?");
        }
        return direct.stream()
                .flatMap(type -> Stream.concat(Stream.of(type), type.getAllSubclasses().stream()))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static boolean callsUnsafeApi(final JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .anyMatch(target -> target.getName().equals("org.agrona.UnsafeApi"));
    }
}
