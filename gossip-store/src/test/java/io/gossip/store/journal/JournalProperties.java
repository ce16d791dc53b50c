package io.gossip.store.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * One of the two files, cut at any byte, with any byte changed, or with any bytes behind: never a lower counter, never a state
 * that was not, never another exception than the typed one.
 */
class JournalProperties {
    private static final long LAST_COUNTER = 9;

    private static Path root;
    private static Path written;
    private static List<Map<String, String>> states;

    @BeforeContainer
    static void write() throws IOException {
        root = Files.createTempDirectory("journal");
        written = root.resolve("written");
        states = new ArrayList<>(List.of(Map.of()));
        try (DurableNode node = DurableNode.start(written)) {
            for (int i = 0; i < 12; i++) {
                node.put("k" + i % 5, "value " + i);
                if (i % 4 == 3) {
                    node.remove("k" + (i - 1) % 5);
                }
                node.write();
                states.add(node.values());
            }
            node.outbid(LAST_COUNTER);
            // As a crash leaves it: the life is noted, its values are those of before.
        }
        for (final boolean isState : new boolean[] {true, false}) {
            final Path directory = Files.createDirectories(root.resolve("spoiled" + isState));
            Files.copy(file(!isState), directory.resolve(file(!isState).getFileName()));
        }
    }

    @AfterContainer
    static void clean() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }

    private static Path file(final boolean isState) {
        return written.resolve(isState ? JournalDescriptor.STATE_FILE : JournalDescriptor.COUNTER_FILE);
    }

    private static void open(final boolean isState, final byte[] spoiled) throws IOException {
        final Path directory = root.resolve("spoiled" + isState);
        Files.write(directory.resolve(file(isState).getFileName()), spoiled);
        try (Journal journal = DurableNode.open(directory, Disk.REAL)) {
            assertTrue(journal.counter() >= LAST_COUNTER, () -> "counter=" + journal.counter());
            final Map<String, String> values = DurableNode.values(journal.recovered());
            assertTrue(states.contains(values), () -> "values=" + values);
        } catch (final JournalException typed) {
            assertTrue(typed.getMessage().contains(directory.toString()), typed.getMessage());
        }
    }

    @Property
    void keepsItsPromisesWhenCut(@ForAll final boolean isState, @ForAll @IntRange(max = 1 << 20) final int at)
            throws IOException {
        final byte[] bytes = Files.readAllBytes(file(isState));
        open(isState, Arrays.copyOf(bytes, at % (bytes.length + 1)));
    }

    @Property
    void keepsItsPromisesWhenAByteChanges(
            @ForAll final boolean isState,
            @ForAll @IntRange(max = 1 << 20) final int at,
            @ForAll @IntRange(min = 1, max = 255) final int change)
            throws IOException {
        final byte[] bytes = Files.readAllBytes(file(isState));
        bytes[at % bytes.length] ^= (byte) change;
        open(isState, bytes);
    }

    @Property
    void keepsItsPromisesWhenCutAndFilledUp(
            @ForAll final boolean isState, @ForAll @IntRange(max = 1 << 20) final int at, @ForAll final byte[] behind)
            throws IOException {
        final byte[] bytes = Files.readAllBytes(file(isState));
        final int length = at % (bytes.length + 1);
        final byte[] spoiled = Arrays.copyOf(bytes, length + behind.length);
        System.arraycopy(behind, 0, spoiled, length, behind.length);
        open(isState, spoiled);
    }

    /** Every single place once: a flipped bit of each byte of both files, and each cut. */
    @Example
    void keepsItsPromisesAtEveryByte() throws IOException {
        for (final boolean isState : new boolean[] {true, false}) {
            final byte[] bytes = Files.readAllBytes(file(isState));
            for (int i = 0; i < bytes.length; i++) {
                final byte[] flipped = bytes.clone();
                flipped[i] ^= 0x10;
                open(isState, flipped);
                open(isState, Arrays.copyOf(bytes, i));
            }
        }
    }
}
