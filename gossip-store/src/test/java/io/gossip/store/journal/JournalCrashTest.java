package io.gossip.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One story of a node, ended at each of its calls to the disk, in the middle of each write: by a kill, and by loss of power. */
final class JournalCrashTest {
    private static final double[] FRACTIONS = {0, 0.4, 1};

    @TempDir
    private Path root;

    private int runs;

    /** What was promised so far, and what may be found besides: the write under way. */
    private static final class Promises {
        private final List<Map<String, String>> possible = new ArrayList<>(List.of(Map.of()));
        private long counter;

        void begin(final Map<String, String> next) {
            possible.add(next);
        }

        void kept() {
            possible.subList(0, possible.size() - 1).clear();
        }
    }

    private static void live(final Path directory, final ScriptedDisk disk, final Promises promises) {
        try (DurableNode node = DurableNode.start(directory, disk)) {
            promises.counter = node.journal().counter();
            node.peers(List.of(NodeAddress.parse("10.0.0.1:1")));
            for (int i = 0; i < 6; i++) {
                node.put("k" + i % 4, "v" + i);
                node.put("both", "v" + i);
                if (i == 3) {
                    node.remove("k0");
                }
                write(node, promises);
            }
            node.store().self().tryPurge(node.store().self().version());
            node.remove("k1");
            node.store().self().tryPurge(node.store().self().version());
            write(node, promises);
            node.outbid(node.journal().counter() + 5);
            promises.counter = node.journal().counter();
            node.put("k9", "of the next life");
            write(node, promises);
            for (int i = 0; i < 5; i++) {
                node.put("large", "x".repeat(40_000) + i);
                write(node, promises);
            }
        }
    }

    private static void write(final DurableNode node, final Promises promises) {
        promises.begin(node.values());
        node.write();
        promises.kept();
    }

    private void crash(final int call, final double fraction, final int kind) throws IOException {
        final Path directory = root.resolve(call + "-" + fraction + "-" + kind);
        final Promises promises = new Promises();
        final ScriptedDisk disk = new ScriptedDisk().crashAt(call, fraction);
        boolean isCrashed = false;
        try {
            live(directory, disk, promises);
        } catch (final ScriptedDisk.Crash e) {
            isCrashed = true;
        }
        assertTrue(isCrashed);
        if (kind > 0) {
            disk.losePower(kind == 1);
        }
        try (DurableNode next = DurableNode.start(directory, new ScriptedDisk())) {
            final String where = disk.calls().get(call) + " call=" + call + " fraction=" + fraction + " kind=" + kind;
            assertTrue(next.journal().counter() > promises.counter, where);
            assertTrue(promises.possible.contains(next.values()), () -> where + " " + next.values());
        }
        runs++;
    }

    @Test
    void shouldKeepItsPromisesWhereverACrashFalls() throws IOException {
        final ScriptedDisk whole = new ScriptedDisk();
        live(root.resolve("whole"), whole, new Promises());
        for (int call = 0; call < whole.calls().size(); call++) {
            final boolean isWrite = whole.calls().get(call).startsWith("write");
            for (final double fraction : isWrite ? FRACTIONS : new double[] {0}) {
                for (int kind = 0; kind < 3; kind++) {
                    crash(call, fraction, kind);
                }
            }
        }
        assertTrue(runs > 200, "runs=" + runs);
    }

    /** The order that all of that rests on, in full, so that a change of it is seen. */
    @Test
    void shouldForceAFileBeforeItsNameAndTheNameBeforeItReturns() {
        final ScriptedDisk disk = new ScriptedDisk();
        try (DurableNode node = DurableNode.start(root.resolve("order"), disk)) {
            node.put("a", "1");
            node.write();
        }
        assertEquals(
                List.of(
                        "forceDirectory " + root.getFileName(),
                        "open gossip.lock",
                        "open gossip.counter.new",
                        "write gossip.counter.new",
                        "write gossip.counter.new",
                        "force gossip.counter.new",
                        "replace gossip.counter",
                        "forceDirectory order",
                        "open gossip.journal.new",
                        "write gossip.journal.new",
                        "write gossip.journal.new",
                        "force gossip.journal.new",
                        "replace gossip.journal",
                        "forceDirectory order",
                        "write gossip.journal.new",
                        "force gossip.journal.new"),
                disk.calls());
    }
}
