package io.gossip.it.consumer;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The projects, and how each is started: by the launcher alone, without any flag of the JVM. */
enum Consumer {
    CLASS_PATH("class-path") {
        @Override
        List<String> arguments() {
            return List.of("-cp", jar() + File.pathSeparator + libraries().resolve("*"), "consumer.Main");
        }
    },
    MODULE_PATH("module-path") {
        @Override
        List<String> arguments() {
            return List.of("-p", jar() + File.pathSeparator + libraries(), "-m", "consumer/consumer.Main");
        }
    },
    SHADED("shaded") {
        @Override
        List<String> arguments() {
            return List.of("-jar", jar().toString());
        }
    };

    private final String directoryName;

    Consumer(final String directoryName) {
        this.directoryName = directoryName;
    }

    /** @return what follows the launcher's name */
    abstract List<String> arguments();

    Path directory() {
        return ConsumerBuild.DIRECTORY.resolve(directoryName);
    }

    Path jar() {
        return directory().resolve("target/consumer.jar");
    }

    /** @return where the jars are that it needs at run time */
    Path libraries() {
        return directory().resolve("target/lib");
    }

    /** @return the tree of its dependencies, as text */
    Path tree() {
        return directory().resolve("target/tree.txt");
    }
}
