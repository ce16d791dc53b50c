package io.gossip.core.shell;

import io.gossip.Gossiper;
import io.gossip.StoreKey;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Several durable nodes, each writing for ever and reporting each write that is durable, until the process is killed. */
final class KilledChild {
    /** Keys beside the number of the write. */
    static final int KEYS = 7;

    private KilledChild() {}

    public static void main(final String[] arguments) {
        final int count = Integer.parseInt(arguments[1]);
        for (int i = 0; i < count; i++) {
            final int index = i;
            new Thread(() -> live(index, Path.of(arguments[0]))).start();
        }
    }

    static Gossiper build(final int index, final Path root) {
        return Gossiper.builder()
                .nodeId("node-" + index)
                .durableDirectory(root.resolve("node-" + index))
                .build();
    }

    static long generation(final Gossiper gossiper) {
        return gossiper.metaInfo().generation().counter();
    }

    static StoreKey<String> key(final long write) {
        return StoreKey.utf8("key-" + write % KEYS);
    }

    private static void live(final int index, final Path root) {
        final Gossiper gossiper = build(index, root);
        final StoreKey<Long> number = StoreKey.int64("number");
        long write = gossiper.value(gossiper.nodeId(), number).orElse(0L);
        say("G", index, generation(gossiper));
        final SplittableRandom random = new SplittableRandom();
        while (true) {
            final long next = ++write;
            gossiper.updateSelf(
                    batch -> batch.put(number, next).put(key(next), next + "-" + "x".repeat(random.nextInt(20_000))));
            gossiper.durable().join();
            say("A", index, next);
        }
    }

    /** A line by one call, so that none is mixed with another's. */
    private static void say(final String what, final int index, final long value) {
        final byte[] line = (what + " " + index + " " + value + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }
}
