package io.gossip.it.consumer;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The projects, how each is started, what it prints, and what it got from its dependencies. */
enum Consumer {
    CLASS_PATH("class-path", Consumer.README, Dependencies.OF_UDP) {
        @Override
        List<String> arguments() {
            return onClassPath("consumer.Main");
        }
    },
    MODULE_PATH("module-path", Consumer.README, Dependencies.OF_UDP) {
        @Override
        List<String> arguments() {
            return onModulePath("consumer/consumer.Main");
        }
    },
    SHADED("shaded", Consumer.README, Dependencies.OF_UDP) {
        @Override
        List<String> arguments() {
            return List.of("-jar", jar().toString());
        }
    },
    /** Without a flag, though the module that needs one is there. */
    PICK_UDP("pick-transport", "udp primary\n", Dependencies.OF_BOTH) {
        @Override
        List<String> arguments() {
            return onClassPath("consumer.Pick", "udp");
        }
    },
    PICK_AERON("pick-transport", "aeron primary\n", Dependencies.OF_BOTH) {
        @Override
        List<String> arguments() {
            return withFirst(
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", onClassPath("consumer.Pick", "aeron"));
        }
    },
    /** The README's example, which names no transport, by the property. */
    PICK_BY_PROPERTY("pick-transport", Consumer.README, Dependencies.OF_BOTH) {
        @Override
        List<String> arguments() {
            return withFirst("-Dio.gossip.transport=udp", onClassPath("consumer.Main"));
        }
    },
    /** The README's example, over the only transport there is, which no module of ours knows. */
    OWN_TRANSPORT("write-a-transport", Consumer.README, Dependencies.OF_NONE) {
        @Override
        List<String> arguments() {
            return onClassPath("consumer.Main");
        }
    },
    OWN_TRANSPORT_MODULE("write-a-transport", Consumer.README, Dependencies.OF_NONE) {
        @Override
        List<String> arguments() {
            return onModulePath("pipe/consumer.Main");
        }
    };

    private static final String README = "a=primary\nb=nothing\n";

    private final String directoryName;
    private final String output;
    private final Set<String> dependencies;

    Consumer(final String directoryName, final String output, final Set<String> dependencies) {
        this.directoryName = directoryName;
        this.output = output;
        this.dependencies = dependencies;
    }

    /** @return what follows the launcher's name */
    abstract List<String> arguments();

    final List<String> onClassPath(final String main, final String... arguments) {
        final List<String> all = new ArrayList<>(
                List.of("-cp", jar() + File.pathSeparator + libraries().resolve("*"), main));
        all.addAll(List.of(arguments));
        return all;
    }

    final List<String> onModulePath(final String main) {
        return List.of("-p", jar() + File.pathSeparator + libraries(), "-m", main);
    }

    static List<String> withFirst(final String first, final List<String> others) {
        final List<String> all = new ArrayList<>(others);
        all.add(0, first);
        return all;
    }

    /** @return what a run prints */
    String output() {
        return output;
    }

    /** @return all that it needs at run time, as {@code group:artifact} */
    Set<String> dependencies() {
        return new TreeSet<>(dependencies);
    }

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
