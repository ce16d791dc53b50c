package io.gossip.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.JournalException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    private static final NodeAddress PEER = NodeAddress.parse("[fe80::1%eth0]:65535");

    @TempDir
    private Path root;

    private Path directory;
    private Path stateFile;
    private Path counterFile;

    @BeforeEach
    void name() {
        directory = root.resolve("a/b");
        stateFile = directory.resolve(JournalDescriptor.STATE_FILE);
        counterFile = directory.resolve(JournalDescriptor.COUNTER_FILE);
    }

    private void write(final String... values) {
        try (DurableNode node = DurableNode.start(directory)) {
            for (int i = 0; i < values.length; i++) {
                node.put("k" + i, values[i]);
                node.write();
            }
        }
    }

    private JournalException refused(final Disk disk) {
        return assertThrows(
                JournalException.class, () -> DurableNode.start(directory, disk).close());
    }

    private void assertRefused(final String... parts) {
        final String message = refused(Disk.REAL).getMessage();
        for (final String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    // What comes back

    @Test
    void shouldBeginEmptyInANewDirectory() {
        try (Journal journal = DurableNode.open(directory, Disk.REAL)) {
            assertEquals(0, journal.counter());
            assertEquals(Map.of(), journal.recovered().values());
            assertEquals(List.of(), journal.peers());
        }
    }

    @Test
    void shouldRestoreValuesAsTheFirstWritesOfAHigherLife() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("a", "1");
            node.put("b", "");
            node.put("c", "3");
            node.write();
            node.remove("a");
            node.put("c", "ö");
            node.peers(List.of(PEER));
            node.write();
        }
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(2, next.journal().counter());
            assertEquals(Map.of("b", "", "c", "ö"), next.values());
            assertEquals(2, next.store().self().version());
            assertEquals(List.of(PEER), next.journal().peers());
        }
    }

    @Test
    void shouldRaiseTheCounterAtEachStartThoughNothingIsWritten() {
        for (int start = 1; start <= 5; start++) {
            try (DurableNode node = DurableNode.start(directory)) {
                assertEquals(start, node.journal().counter());
            }
        }
    }

    @Test
    void shouldWriteNothingWhenNothingChanged() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("a", "1");
            assertTrue(node.write());
            assertFalse(node.write());
            node.put("a", "2");
            assertTrue(node.write());
        }
        try (DurableNode node = DurableNode.start(directory)) {
            assertFalse(node.write()); // what was restored is there already
        }
    }

    @Test
    void shouldKeepTheLastPeersWhenNobodyIsKnownNow() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.peers(List.of(PEER));
            node.write();
            node.peers(List.of());
            assertFalse(node.write());
        }
        try (DurableNode node = DurableNode.start(directory)) {
            assertEquals(List.of(PEER), node.journal().peers());
        }
    }

    /** A tombstone that came and went between two writes is in no view; the value must not come back all the same. */
    @Test
    void shouldForgetAKeyWhoseTombstoneWasPurgedBeforeItWasSeen() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("gone", "1");
            node.put("kept", "1");
            node.write();
            node.remove("gone");
            assertTrue(node.store().self().tryPurge(node.store().self().version()));
            node.write();
        }
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(Map.of("kept", "1"), next.values());
        }
    }

    @Test
    void shouldFollowANodeIntoItsNextLife() {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("a", "1");
            node.put("b", "1");
            node.write();
            node.remove("a"); // seen by no write of its life
            node.outbid(50);
            node.put("c", "1");
            node.write();
        }
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(51, next.journal().counter());
            assertEquals(Map.of("b", "1", "c", "1"), next.values());
        }
    }

    @Test
    void shouldStayBoundedWhenOverwrittenForEver() throws IOException {
        try (DurableNode node = DurableNode.start(directory, new ScriptedDisk())) {
            for (int i = 0; i < 5_000; i++) {
                node.put("k" + i % 3, "x".repeat(100) + i);
                node.write();
                assertTrue(Files.size(stateFile) <= 66 << 10);
            }
            assertTrue(node.journal().rewriteCount() > 5);
        }
    }

    @Test
    void shouldWriteLargeStatesInSeveralRecords() {
        try (DurableNode node = DurableNode.start(directory)) {
            for (int i = 0; i < 50; i++) {
                node.put("k" + i, String.valueOf((char) ('a' + i % 26)).repeat(60_000));
            }
            node.write();
            assertTrue(node.write() || node.values().size() == 50);
        }
        write(); // rewritten from what was read
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(50, next.values().size());
            assertEquals("b".repeat(60_000), next.values().get("k1"));
        }
    }

    // Whose it is

    @Test
    void shouldRefuseTheDirectoryOfAnotherNodeOrCluster() {
        write("1");
        for (final JournalOwner other : List.of(
                new JournalOwner(NodeId.of("other"), "cluster"),
                new JournalOwner(DurableNode.OWNER.nodeId(), "elsewhere"))) {
            final JournalException refused =
                    assertThrows(JournalException.class, () -> Journal.open(directory, other, new SplittableRandom(1)));
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
            assertTrue(
                    refused.getMessage().contains("nodeId=node-ä expected=other")
                            || refused.getMessage().contains("clusterId=cluster expected=elsewhere"),
                    refused.getMessage());
        }
        write("still usable");
    }

    @Test
    void shouldRefuseADirectoryInUse() {
        try (DurableNode node = DurableNode.start(directory)) {
            assertRefused("in use in this process", directory.toString());
            node.put("a", "1");
            node.write();
        }
        write("2");
    }

    @Test
    void shouldRefuseForeignFiles() throws IOException {
        Files.createDirectories(directory);
        for (final Path file : List.of(stateFile, counterFile)) {
            Files.writeString(file, "[section]\nanything=else\n");
            assertRefused("not a file of a gossip journal", file.toString());
            assertEquals("[section]\nanything=else\n", Files.readString(file));
            Files.delete(file);
        }
    }

    @Test
    void shouldRefuseANewerFormatAndLeaveItAlone() throws IOException {
        write("1");
        final byte[] bytes = Files.readAllBytes(stateFile);
        bytes[JournalDescriptor.HEADER_VERSION_OFFSET]++;
        Files.write(stateFile, bytes);
        assertRefused("unknown format", stateFile.toString(), "formatVersion=2");
        assertEquals(bytes.length, Files.size(stateFile));
    }

    @Test
    void shouldRefuseAnUnknownEntryAndPassOverAnOptionalOne() throws IOException {
        write("1");
        appendEntry(200);
        write();
        appendEntry(9);
        assertRefused("entryKind=9", stateFile.toString());
    }

    private void appendEntry(final int kind) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(stateFile)).order(ByteOrder.LITTLE_ENDIAN);
        final RecordFrame frame = new RecordFrame(bytes.getLong(JournalDescriptor.HEADER_SALT_OFFSET));
        final byte[] body = {(byte) kind, 1, 0, 0, 0, 42};
        final ByteBuffer head = frame.encode(bytes.capacity(), body, body.length);
        Files.write(
                stateFile,
                ByteBuffer.allocate(bytes.capacity() + head.remaining() + body.length)
                        .put(bytes)
                        .put(head)
                        .put(body)
                        .array());
    }

    // Damage

    @Test
    void shouldNameThePlaceWhenTheMiddleIsDamaged() throws IOException {
        write("1", "2", "3");
        final byte[] bytes = Files.readAllBytes(stateFile);
        final int lastRecord = bytes.length - JournalDescriptor.RECORD_HEADER_LENGTH - 5 - 4;
        for (int i = headerLength(bytes); i < lastRecord; i++) {
            final byte[] damaged = bytes.clone();
            damaged[i] ^= 0x41;
            Files.write(stateFile, damaged);
            assertRefused("damaged journal, whole records follow", stateFile.toString(), "position=");
        }
    }

    private static int headerLength(final byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(JournalDescriptor.HEADER_LENGTH_OFFSET);
    }

    @Test
    void shouldBeginWithWhatWasWholeWhenTheEndIsCut() throws IOException {
        write("1", "2");
        final byte[] bytes = Files.readAllBytes(stateFile);
        for (int cut = 1; cut < 12; cut++) {
            Files.write(stateFile, java.util.Arrays.copyOf(bytes, bytes.length - cut));
            try (Journal journal = DurableNode.open(directory, Disk.REAL)) {
                assertEquals(Map.of("k0", "1"), DurableNode.values(journal.recovered()));
            }
        }
        write();
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(Map.of("k0", "1"), next.values());
        }
    }

    /** A value that holds a whole record of this very file, at another place than its own. */
    @Test
    void shouldNotTakeAValueForARecord() throws IOException {
        try (DurableNode node = DurableNode.start(directory)) {
            node.put("k0", "1");
            node.write();
            node.store().self().put(StoreKey.bytes("copy"), Files.readAllBytes(stateFile));
            node.write();
        }
        final byte[] bytes = Files.readAllBytes(stateFile);
        Files.write(stateFile, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(Map.of("k0", "1"), next.values());
        }
    }

    @Test
    void shouldGoByTheOtherFileWhenOneIsMissing() throws IOException {
        write("1");
        Files.delete(counterFile);
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(2, next.journal().counter());
        }
        Files.delete(stateFile);
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(3, next.journal().counter());
            assertEquals(Map.of(), next.values());
        }
    }

    // The disk says no

    @Test
    void shouldRefuseWhatIsNoDirectory() throws IOException {
        Files.writeString(root.resolve("a"), "a file");
        assertRefused("cannot make durable directory", directory.toString());
    }

    @Test
    void shouldRefuseAReadOnlyDirectory() {
        write("1");
        final JournalException refused = refused(new ScriptedDisk().readOnly());
        assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
        write("1"); // the lock was let go of
    }

    @Test
    void shouldStartOrRefuseAtEveryFailureAndLoseNothing() {
        write("1");
        int call = 0;
        boolean isThrough = false;
        while (!isThrough) {
            final ScriptedDisk disk = new ScriptedDisk().failAt(call++);
            try (DurableNode node = DurableNode.start(directory, disk)) {
                isThrough = call > disk.calls().size();
                assertEquals(Map.of("k0", "1"), node.values());
            } catch (final JournalException typed) {
                assertTrue(typed.getMessage().contains(directory.toString()), typed.getMessage());
            }
        }
        assertTrue(call > 10, "calls=" + call);
    }

    /** At each call of a running node that can fail, and at each length of a full disk: typed, and well again afterwards. */
    @Test
    void shouldRecoverWhileRunningFromEveryFailure() {
        for (int call = 0; call < 8; call++) {
            final ScriptedDisk disk = new ScriptedDisk();
            directory = root.resolve("failing" + call);
            try (DurableNode node = DurableNode.start(directory, disk)) {
                node.put("a", "1");
                node.write();
                node.put("b", "2");
                disk.failAt(disk.calls().size() + call);
                int failures = 0;
                for (int i = 0; i < 4; i++) {
                    try {
                        node.outbid(node.journal().counter() + 1);
                        node.write();
                    } catch (final JournalException e) {
                        failures++;
                    }
                }
                assertEquals(1, failures, "call=" + call);
                node.write();
            }
            try (DurableNode next = DurableNode.start(directory, new ScriptedDisk())) {
                assertEquals(Map.of("a", "1", "b", "2"), next.values());
            }
        }
    }

    @Test
    void shouldSurviveAFullDiskAtEveryByte() {
        for (int space = 0; space < 300; space += 7) {
            final ScriptedDisk disk = new ScriptedDisk();
            directory = root.resolve("full" + space);
            try (DurableNode node = DurableNode.start(directory, disk)) {
                node.put("a", "1");
                node.write();
                disk.space(space);
                node.put("a", "2".repeat(200));
                boolean isDurable = false;
                try {
                    node.write();
                    isDurable = true;
                } catch (final JournalException e) {
                    assertTrue(e.getMessage().contains(stateFile.getFileName().toString()), e.getMessage());
                    assertThrows(JournalException.class, node::write);
                    disk.space(Long.MAX_VALUE);
                }
                try (Recovery seen = new Recovery(directory)) {
                    assertEquals(isDurable ? "2".repeat(200) : "1", seen.value("a"));
                }
                node.write();
            }
            try (DurableNode next = DurableNode.start(directory, new ScriptedDisk())) {
                assertEquals(Map.of("a", "2".repeat(200)), next.values());
            }
        }
    }

    /** Reads the file of a running node, as if that had died now. */
    private record Recovery(Path directory) implements AutoCloseable {
        String value(final String key) {
            final JournalState state = new JournalState();
            JournalReader.read(Disk.REAL, directory.resolve(JournalDescriptor.STATE_FILE), DurableNode.OWNER, state);
            return new String(state.values().get(key), java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldNameTheKeyThatNoLongerFitsTheLimits() {
        write("12345");
        try (Journal journal = DurableNode.open(directory, Disk.REAL)) {
            journal.reserve(2);
            final Generation life = new Generation(2, 1);
            final JournalException tooLong = assertThrows(
                    JournalException.class, () -> journal.image(life, DurableNode.LIMITS.withMaxValueLength(4)));
            assertTrue(tooLong.getMessage().contains("key=k0 length=5 maxValueLength=4"), tooLong.getMessage());
            assertThrows(JournalException.class, () -> journal.image(life, DurableNode.LIMITS.withMaxKeyLength(1)));
        }
        write("1", "2");
        try (Journal journal = DurableNode.open(directory, Disk.REAL)) {
            journal.reserve(journal.counter() + 1);
            assertThrows(
                    JournalException.class,
                    () -> journal.image(new Generation(9, 1), DurableNode.LIMITS.withMaxKeysPerOwner(1)));
        }
    }

    @Test
    void shouldTakeKeysAndHostsOfTheLargestLength() {
        final String key = "k".repeat(StoreKey.MAX_LENGTH);
        final NodeAddress longest = new NodeAddress("h".repeat(NodeAddress.MAX_HOST_LENGTH), 1);
        try (DurableNode node = DurableNode.start(directory)) {
            node.put(key, "v");
            node.peers(List.of(longest, PEER));
            node.write();
        }
        try (DurableNode next = DurableNode.start(directory)) {
            assertEquals(Map.of(key, "v"), next.values());
            assertEquals(List.of(longest, PEER), next.journal().peers());
        }
    }
}
