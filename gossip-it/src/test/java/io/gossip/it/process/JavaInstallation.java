package io.gossip.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java that is installed here.
 *
 * @param feature number of its release, 17 and up
 * @param home its directory
 */
public record JavaInstallation(int feature, Path home) {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"?(\\d+)", Pattern.MULTILINE);

    /** Where systems keep theirs; besides, all that lie beside the one in use are found. */
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    /** @return the one that runs this */
    public static JavaInstallation current() {
        return new JavaInstallation(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /**
     * @param features wanted releases
     * @return one of each that is installed, and the current one, in the order of releases
     */
    public static List<JavaInstallation> installed(final List<Integer> features) {
        final Map<Integer, JavaInstallation> found = new TreeMap<>();
        found.put(current().feature(), current());
        Stream.of(current().home().toAbsolutePath().getParent(), USUAL_PLACE)
                .filter(Files::isDirectory)
                .flatMap(JavaInstallation::in)
                .filter(java -> features.contains(java.feature()))
                .forEach(java -> found.putIfAbsent(java.feature(), java));
        return List.copyOf(found.values());
    }

    private static Stream<JavaInstallation> in(final Path place) {
        try (Stream<Path> homes = Files.list(place)) {
            return homes.sorted().toList().stream().flatMap(home -> at(home).stream());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JavaInstallation> at(final Path home) {
        final Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        try {
            final Matcher version = VERSION.matcher(Files.readString(release));
            return version.find()
                    ? Optional.of(new JavaInstallation(Integer.parseInt(version.group(1)), home))
                    : Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its launcher */
    public String launcher() {
        return home.resolve("bin/java").toString();
    }
}
