package io.gossip.testkit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document on testing, held against the code: its examples are the classes beside this one, its laws are all there are. */
class TestingDocumentTest {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void shouldShowCodeThatCompilesWhenItHasExamples() throws IOException {
        final String sources = withoutBlanks(read(MODULE.resolve("src/test/java/io/gossip/testkit/example")));
        final Matcher blocks = BLOCK.matcher(document());
        int count = 0;
        for (; blocks.find(); count++) {
            final String example = withoutBlanks(blocks.group(1));
            assertTrue(sources.contains(example), () -> "in no example: " + example);
        }
        assertEquals(3, count);
    }

    @Test
    void shouldNameEveryLawAndGeneratorWhenCompared() throws IOException {
        final String document = document();
        final List<String> missing = new ArrayList<>();
        for (final String directory : List.of("", "laws", "model")) {
            for (final Path source :
                    sources(MODULE.resolve("src/main/java/io/gossip/testkit").resolve(directory))) {
                final String name = source.getFileName().toString().replace(".java", "");
                final String text = Files.readString(source);
                if (text.contains("\npublic ") && !document.contains("`" + name + "`")) {
                    missing.add(name);
                }
                final Matcher laws = Pattern.compile("@Property.*?void (\\w+)\\(", Pattern.DOTALL)
                        .matcher(text.replaceAll("(?m)^ *(/\\*\\*|\\*).*$|\\{@code[^}]*}", ""));
                while (laws.find()) {
                    if (!document.contains("`" + laws.group(1) + "`")) {
                        missing.add(name + "." + laws.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static String document() throws IOException {
        return Files.readString(MODULE.resolveSibling("docs/testing.md"));
    }

    private static String read(final Path directory) throws IOException {
        final StringBuilder all = new StringBuilder();
        for (final Path source : sources(directory)) {
            all.append(Files.readString(source));
        }
        return all.toString();
    }

    private static List<Path> sources(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static String withoutBlanks(final String text) {
        return text.replaceAll("\\s+", "");
    }
}
