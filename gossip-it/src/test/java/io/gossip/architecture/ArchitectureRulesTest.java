package io.gossip.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule finds every class, or every method, that was written to break it. */
class ArchitectureRulesTest {
    private static final String ROOT = "io.gossip.architecture.offender";
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(ROOT);

    @ParameterizedTest
    @EnumSource
    void shouldFindEveryOffenceWhenBanned(final Ban ban) {
        final String offender =
                switch (ban) {
                    case CLOCK -> "ClockOffender";
                    case RANDOMNESS -> "RandomOffender";
                    case ENTROPY -> "EntropyOffender";
                    case THREAD -> "ThreadOffender";
                    case INPUT_OUTPUT -> "InputOutputOffender";
                    case FLOATING_POINT -> "FloatingPointOffender";
                };
        assertEveryMethodIsFound(ArchitectureRules.obey(ban, simpleName(offender)), offender);
    }

    @Test
    void shouldFindWhatNeedsJvmFlag() {
        assertEveryMethodIsFound(ArchitectureRules.runWithoutJvmFlag(simpleName("FlagOffender")), "FlagOffender");
    }

    @Test
    void shouldFindJavaSerialization() {
        assertEveryMethodIsFound(
                ArchitectureRules.avoidJavaSerialization(simpleName("SerializationOffender")), "SerializationOffender");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindForbiddenDependency(final GossipModule module) {
        final DescribedPredicate<JavaClass> offender = simpleName("OffenderManager");
        final List<String> found = details(ArchitectureRules.dependOnlyOn(offender, module.allowedPackages()));
        assertTrue(found.stream().anyMatch(detail -> detail.contains("com.tngtech.archunit")), found::toString);
    }

    @Test
    void shouldFindBadNames() {
        assertEquals(
                1, details(ArchitectureRules.haveTellingNames(alwaysTrue())).size());
    }

    @Test
    void shouldFindBadPackages() {
        final List<String> found = details(ArchitectureRules.haveTellingPackages(simpleName("SnakeHead")));
        assertEquals(1, found.size(), found::toString);
        assertEquals(
                1,
                details(ArchitectureRules.haveTellingPackages(simpleName("SnakeTail")))
                        .size());
    }

    @Test
    void shouldFindCycles() {
        assertFalse(details(ArchitectureRules.beFreeOfCycles(ROOT + ".(**)")).isEmpty());
    }

    private static void assertEveryMethodIsFound(final ArchRule rule, final String offender) {
        final JavaClass type = OFFENDERS.get(ROOT + "." + offender);
        final List<String> found = details(rule);
        final List<String> missed = type.getMethods().stream()
                .filter(method -> !method.getName().startsWith("lambda$"))
                .map(JavaMethod::getFullName)
                .filter(name -> found.stream().noneMatch(detail -> detail.contains("<" + name + ">")))
                .toList();
        assertFalse(type.getMethods().isEmpty());
        assertEquals(List.of(), missed, "not found by the rule");
    }

    private static List<String> details(final ArchRule rule) {
        final EvaluationResult result = rule.evaluate(OFFENDERS);
        return result.getFailureReport().getDetails();
    }
}
