package io.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {
    @Test
    void shouldShowItsBytesWhenRead() {
        final NodeId id = NodeId.of("zß水🌍");
        final byte[] utf8 = "zß水🌍".getBytes(StandardCharsets.UTF_8);
        assertEquals("zß水🌍", id.value());
        assertEquals("zß水🌍", id.toString());
        assertEquals(10, id.length());
        assertArrayEquals(utf8, id.toUtf8());
        for (int i = 0; i < utf8.length; i++) {
            assertEquals(utf8[i], id.byteAt(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 24, 25, 100, 254, 255})
    void shouldShowTheSameBytesByWordWhateverItsLength(final int length) {
        final byte[] utf8 = new byte[length];
        for (int i = 0; i < length; i++) {
            utf8[i] = (byte) (' ' + i % 90);
        }
        final NodeId id = NodeId.fromUtf8OrNull(utf8);
        assertArrayEquals(utf8, id.toUtf8());
        assertEquals((length + 7) / 8, id.wordCount());
        for (int i = 0; i < 8 * id.wordCount(); i++) {
            final byte expected = i < length ? utf8[i] : 0;
            assertEquals(expected, (byte) (id.wordAt(i / 8) >>> 56 - 8 * (i % 8)), "byte " + i);
        }
        assertThrows(InvalidValueException.class, () -> id.wordAt(-1));
        assertThrows(InvalidValueException.class, () -> id.wordAt(id.wordCount()));
    }

    @Test
    void shouldDifferAndOrderByBytesWhereverTheyDiffer() {
        final byte[] utf8 = new byte[40];
        Arrays.fill(utf8, (byte) 'm');
        final NodeId id = NodeId.fromUtf8OrNull(utf8);
        for (int i = 0; i < utf8.length; i++) {
            final byte[] changed = utf8.clone();
            changed[i] = (byte) (i % 2 == 0 ? 'a' : 'z');
            final NodeId other = NodeId.fromUtf8OrNull(changed);
            assertNotEquals(id, other);
            assertEquals(Arrays.compareUnsigned(utf8, changed) > 0, id.compareTo(other) > 0, "byte " + i);
            final NodeId prefix = NodeId.fromUtf8OrNull(Arrays.copyOf(utf8, i + 1));
            assertEquals(i + 1 == utf8.length, id.equals(prefix));
            assertEquals(i + 1 == utf8.length ? 0 : 1, Integer.signum(id.compareTo(prefix)));
        }
    }

    @Test
    void shouldStayTheSameWhenItsCopiesAreChanged() {
        final byte[] in = {'a', 'b'};
        final NodeId id = NodeId.fromUtf8OrNull(in);
        in[0] = 'x';
        id.toUtf8()[1] = 'x';
        assertEquals(NodeId.of("ab"), id);
        assertEquals('a', id.byteAt(0));
        assertEquals('b', id.byteAt(1));
    }

    @Test
    void shouldAcceptUpTo255Bytes() {
        assertEquals(255, NodeId.of("x".repeat(255)).length());
        assertEquals(254, NodeId.of("ß".repeat(127)).length());
        final var error = assertThrows(InvalidValueException.class, () -> NodeId.of("ß".repeat(128)));
        assertTrue(error.getMessage().contains("nodeId='ßß"), error.getMessage());
        assertTrue(error.getMessage().contains("length=256"), error.getMessage());
        assertTrue(error.getMessage().length() < 160, "cut to a sane length: " + error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u0000", "a\u007f", "\u0085", "\ud800", "a\udc00b", "\udc00\ud800"})
    void shouldRefuseWhatIsNoId(final String value) {
        assertThrows(InvalidValueException.class, () -> NodeId.of(value));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseAPlaceOutside(final int index) {
        final NodeId id = NodeId.of("abc");
        final var error = assertThrows(InvalidValueException.class, () -> id.byteAt(index));
        assertEquals("out of range [0, 2], index=" + index, error.getMessage());
    }

    @Test
    void shouldAnswerNullWhenBytesOfThePeerAreNoId() {
        assertNull(NodeId.fromUtf8OrNull(null));
        assertNull(NodeId.fromUtf8OrNull(new byte[0]));
        assertNull(NodeId.fromUtf8OrNull(new byte[256]));
        assertNull(NodeId.fromUtf8OrNull("x".repeat(256).getBytes(StandardCharsets.UTF_8)));
        assertNull(NodeId.fromUtf8OrNull(new byte[] {'a', 0x0A}), "control character");
        assertNull(NodeId.fromUtf8OrNull(new byte[] {(byte) 0xC2, (byte) 0x85}), "control character of two bytes");
        assertNull(NodeId.fromUtf8OrNull(new byte[] {(byte) 0xFF}), "never in UTF-8");
        assertNull(NodeId.fromUtf8OrNull(new byte[] {(byte) 0xC3}), "cut short");
        assertNull(NodeId.fromUtf8OrNull(new byte[] {(byte) 0xC1, (byte) 0xA1}), "over-long form");
        assertNull(NodeId.fromUtf8OrNull(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), "surrogate");
        assertEquals(NodeId.of("\ufffd"), NodeId.fromUtf8OrNull("\ufffd".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldOrderByUnsignedBytes() {
        assertTrue(NodeId.of("a").compareTo(NodeId.of("b")) < 0);
        assertTrue(NodeId.of("a").compareTo(NodeId.of("ab")) < 0);
        assertTrue(NodeId.of("z").compareTo(NodeId.of("ß")) < 0, "bytes above 127 are large, not negative");
        assertTrue(NodeId.of("\uffee").compareTo(NodeId.of("🌍")) < 0, "unlike String's order");
    }

    @Test
    void shouldBeEqualByValue() {
        assertEquals(NodeId.of("a"), NodeId.fromUtf8OrNull(new byte[] {'a'}));
        assertEquals("node-1".hashCode(), NodeId.of("node-1").hashCode(), "the same in every JVM");
        assertNotEquals(NodeId.of("a"), NodeId.of("A"));
        assertNotEquals(NodeId.of("a"), (Object) "a");
        assertNotEquals(NodeId.of("a"), null);
    }
}
