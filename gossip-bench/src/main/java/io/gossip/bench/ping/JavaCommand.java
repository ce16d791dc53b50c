package io.gossip.bench.ping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that this process runs on, with what is on its class path. */
final class JavaCommand {
    private JavaCommand() {}

    /** @return a command without a main class */
    static List<String> of(final List<String> flags) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }
}
