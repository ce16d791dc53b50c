package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/merge.md names what is there: every mutation, every rule's method, and only tests that exist. */
final class MergeDocumentTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path PAGE = PROJECT.resolve("docs").resolve("merge.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern MUTATION = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`([A-Za-z]+(?:Test|Properties|Simulation))`");

    @Test
    void shouldListEveryMutation() throws IOException {
        final Set<String> expected = Arrays.stream(Mutation.values())
                .filter(mutation -> mutation != Mutation.NONE)
                .map(Mutation::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, found(MUTATION));
    }

    @Test
    void shouldNameOnlyTestsThatExist() throws IOException {
        final Set<String> named = found(TEST);
        assertFalse(named.isEmpty());
        named.removeAll(testClasses());
        assertEquals(Set.of(), named);
    }

    /** Names of all test classes of all modules. */
    private static Set<String> testClasses() throws IOException {
        final Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (final Path tests : modules.map(module -> module.resolve(TESTS))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
                }
            }
        }
        return names;
    }

    /** The owner's word as seen by the rules is the one that needs no line of its own. */
    @Test
    void shouldNameTheMethodOfEveryReceiverRule() throws IOException {
        final String page = Files.readString(PAGE);
        final List<String> missing = Stream.of(MergeRules.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !name.startsWith("heard"))
                .filter(name -> !page.contains("`" + name + "`") && !page.contains("MergeRules." + name))
                .toList();
        assertEquals(List.of(), missing);
        assertTrue(page.contains("8 rounds") && MergeRules.MAX_ROUNDS == 8);
        assertTrue(page.contains("2^48") && MergeRules.MAX_COUNTER_STEP == 1L << 48);
    }

    private static Set<String> found(final Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
