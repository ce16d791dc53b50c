package io.gossip.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a run took place; not by its name.
 *
 * @param processor its model, as far as the system tells
 * @param cores that the JVM may use
 * @param memoryMib of the machine, or of the container
 * @param system name, version and architecture
 * @param jdk the JVM that was measured on
 * @param flags of the JVM that was measured on
 * @param loadBefore average of the minute before the run, negative when the system does not tell: above the number of
 *     cores something else was running, and the figures are worth little
 */
public record Machine(
        String processor, int cores, long memoryMib, String system, String jdk, List<String> flags, double loadBefore) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final int MIB = 1 << 20;

    /**
     * @param flags of the JVM to be measured on
     * @return this machine, now
     */
    public static Machine now(final List<String> flags) {
        final var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorModel(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MIB,
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " ("
                        + System.getProperty("java.vendor") + ")",
                List.copyOf(flags),
                Math.round(system.getSystemLoadAverage() * 100) / 100.0);
    }

    /**
     * @param date of the run
     * @param profile how long it took, in words
     * @return the lines of a table of two columns that says how a run came about
     */
    public List<String> toMarkdown(final String date, final String profile) {
        return List.of(
                "| run | |",
                "|---|---|",
                "| date | " + date + " |",
                "| profile | " + profile + " |",
                "| machine | " + processor + ", " + cores + " cores, " + memoryMib + " MiB, " + system + " |",
                "| JDK | " + jdk + " |",
                "| flags | `" + String.join(" ", flags) + "` |",
                "| load before | " + loadBefore + " |");
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
