package io.gossip.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run the gossip command again in another process: the same JVM and the same classes as here. */
final class JvmCommand {
    private static final String MAIN = "io.gossip.cli.GossipCommand";

    /** Many at once on a small machine: quick to start, small, and nothing that prints. */
    private static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", "-Xmx64m");

    /** What the Aeron transport needs, and nothing else minds. */
    private static final String OPENED = "--add-opens=java.base/jdk.internal.misc=";

    private JvmCommand() {}

    /**
     * @param arguments of the gossip command
     * @return the whole command line
     */
    static List<String> of(final List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(classes(JvmCommand.class.getModule()));
        command.addAll(arguments);
        return command;
    }

    private static List<String> classes(final Module module) {
        return module.isNamed()
                ? List.of(
                        OPENED + "org.agrona",
                        "-p",
                        System.getProperty("jdk.module.path"),
                        "-m",
                        module.getName() + "/" + MAIN)
                : List.of(OPENED + "ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), MAIN);
    }
}
