package io.gossip.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times to live across processes. */
final class JournalTimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void shouldExpireAfterARestartWhatWasToExpire() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("stays", "1");
            node.put("goes", "2", MINUTE);
            node.write();
        }
        try (DurableNode next = DurableNode.start(directory)) {
            next.pass(MINUTE.minusNanos(1));
            assertEquals(Map.of("stays", "1", "goes", "2"), next.values());
            next.pass(Duration.ofNanos(1));
            assertEquals(Map.of("stays", "1"), next.values());
            assertTrue(next.write(), "the deletion");
        }
        try (DurableNode last = DurableNode.start(directory)) {
            assertEquals(Map.of("stays", "1"), last.values());
        }
    }

    @Test
    void shouldNoteATimeAgainWhenHalfOfItHasPassed() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("goes", "2", MINUTE);
            assertEquals(Long.MAX_VALUE, node.journal().untilNextTimeNs(), "nothing is written yet");
            node.write();
            assertEquals(MINUTE.toNanos() / 2, node.journal().untilNextTimeNs());
            node.pass(Duration.ofSeconds(29));
            assertFalse(node.write());
            assertEquals(Duration.ofSeconds(1).toNanos(), node.journal().untilNextTimeNs());
            node.pass(Duration.ofSeconds(1));
            assertTrue(node.write());
            assertEquals(Duration.ofSeconds(15).toNanos(), node.journal().untilNextTimeNs());
        }
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(Map.of("goes", Duration.ofSeconds(30).toNanos()), next.timesLeft());
        }
    }

    @Test
    void shouldStayWhenTheKeyIsWrittenAgainWithoutATime() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("k", "goes", MINUTE);
            node.write();
            node.put("k", "stays");
            node.write();
        }
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(Map.of(), next.timesLeft());
            next.put("k", "goes", MINUTE);
            next.remove("k");
            next.put("k", "stays again");
            next.write();
        }
        try (DurableNode last = DurableNode.start(directory)) {
            assertEquals(Map.of(), last.timesLeft());
            assertEquals(Map.of("k", "stays again"), last.values());
        }
    }

    /** Written by the version before there were times: counter 1, three values, a removal, a peer. */
    @Test
    void shouldReadAFileFromBeforeThereWereTimes() throws IOException {
        Files.write(
                directory.resolve(JournalDescriptor.STATE_FILE), HexFormat.of().parseHex(BEFORE_TIMES));
        try (Journal journal = DurableNode.open(directory, Disk.REAL)) {
            assertEquals(1, journal.counter());
            assertEquals(Map.of("b", "", "c", "ö"), DurableNode.values(journal.recovered()));
            assertEquals(Map.of(), journal.recovered().timesLeft());
        }
    }

    private static final String BEFORE_TIMES =
            "676f737369704a31010000002e000000f83697934d3197c0070007006e6f64652dc3a4636c757374"
                    + "6572af3f9ecd12000000c04625e245bfdfbc01080000000100000000000000040000000017000000"
                    + "b59a3dd12927536902030000000161310202000000016202030000000163331e0000001573399977"
                    + "365b6d03010000006102040000000163c3b6040a00000007666538303a3a31ffff";

    @Test
    void shouldSayWhatIsWrongWithATime() {
        final JournalState state = new JournalState();
        final String tooLong = "key=k timeLeftNs=" + Long.MAX_VALUE;
        assertNull(state.apply(body(new EntryEncoder().value(new byte[] {'k'}, new byte[] {1}))));
        assertEquals("key=k timeLeftNs=0", state.apply(body(new EntryEncoder().timeLeft("k", 0))));
        assertEquals("key=k timeLeftNs=-5", state.apply(body(new EntryEncoder().timeLeft("k", -5))));
        assertEquals(tooLong, state.apply(body(new EntryEncoder().timeLeft("k", Long.MAX_VALUE))));
        assertEquals("key=other timeLeftNs=1", state.apply(body(new EntryEncoder().timeLeft("other", 1))));
        assertEquals("timeLength=8", state.apply(body(new EntryEncoder().timeLeft("", 1))));
        assertEquals(Map.of(), state.timesLeft());
        assertNull(state.apply(body(new EntryEncoder().timeLeft("k", 1))));
        assertEquals(Map.of("k", 1L), state.timesLeft());
    }

    private static byte[] body(final EntryEncoder entries) {
        return java.util.Arrays.copyOf(entries.array(), entries.length());
    }
}
