package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:7946, 10.0.0.1, 7946, 10.0.0.1:7946",
        "example.org:0, example.org, 0, example.org:0",
        "a_b-c.local:65535, a_b-c.local, 65535, a_b-c.local:65535",
        "bücher.example:80, bücher.example, 80, bücher.example:80",
        "h:00080, h, 80, h:80",
        "[::1]:80, ::1, 80, [::1]:80",
        "[::]:1, ::, 1, [::]:1",
        "[2001:DB8::a]:9, 2001:DB8::a, 9, [2001:DB8::a]:9",
        "[::ffff:10.0.0.1]:9, ::ffff:10.0.0.1, 9, [::ffff:10.0.0.1]:9",
        "[fe80::1%eth0]:7, fe80::1%eth0, 7, [fe80::1%eth0]:7"
    })
    void shouldParse(final String text, final String host, final int port, final String normal) {
        final NodeAddress address = NodeAddress.parse(text);
        assertEquals(new NodeAddress(host, port), address);
        assertEquals(host, address.host());
        assertEquals(port, address.port());
        assertEquals(normal, address.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "host",
                "host:",
                ":80",
                "host:65536",
                "host:-1",
                "host:+1",
                "host: 80",
                "host:80 ",
                " host:80",
                "ho st:80",
                "ho\u00a0st:80",
                "host:8O",
                "host:99999999999",
                "host:\u0661\u0662",
                "host:\uff18\uff10",
                "10.0.0.1:1:2",
                "[::1]",
                "[::1]:",
                "::1:80",
                "::1",
                "[]:80",
                "[::1:80",
                "::1]:80",
                "[::1]80",
                "[[::1]]:80",
                "[::1]]:80",
                "[host]:80",
                "[10.0.0.1]:80",
                "[::1]:65536",
                "[::1]:x",
                "[::1]x:80",
                "[zz::1]:80",
                "[:]:80",
                "host/x:80",
                "ho\nst:80",
                "\ud800:80",
                "http://host:80",
                "[:1]:80"
            })
    void shouldRefuseWhatIsNoAddress(final String text) {
        final var error = assertThrows(InvalidValueException.class, () -> NodeAddress.parse(text));
        assertTrue(
                error.getMessage().endsWith("address='" + Checks.shown(text) + "'"),
                "shows the text: " + error.getMessage());
        assertFalse(error.getMessage().contains("\n"), "control characters are escaped");
    }

    @Test
    void shouldLimitTheHostTo253Bytes() {
        final String longest = "h".repeat(253);
        assertEquals(longest, NodeAddress.parse(longest + ":80").host());
        final var error = assertThrows(InvalidValueException.class, () -> NodeAddress.parse("h".repeat(254) + ":80"));
        assertTrue(error.getMessage().length() < 160, "cut to a sane length: " + error.getMessage());
        assertThrows(InvalidValueException.class, () -> NodeAddress.parse("h".repeat(1_000_000)));
        assertThrows(InvalidValueException.class, () -> new NodeAddress("ü".repeat(127), 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "[::1]",
                "10.0.0.1:7946",
                "host:80",
                ":",
                "a/b",
                "\u0000",
                "\udc00",
                "x::y",
                "\u3000"
            })
    void shouldRefuseWhatIsNoHost(final String host) {
        assertThrows(InvalidValueException.class, () -> new NodeAddress(host, 80));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseWhatIsNoPort(final int port) {
        final var error = assertThrows(InvalidValueException.class, () -> new NodeAddress("h", port));
        assertEquals("out of range [0, 65535], port=" + port, error.getMessage());
    }

    @Test
    void shouldOrderByHostThenPort() {
        final NodeAddress address = new NodeAddress("b", 5);
        assertTrue(address.compareTo(new NodeAddress("a", 9)) > 0);
        assertTrue(address.compareTo(new NodeAddress("b", 6)) < 0);
        assertEquals(0, address.compareTo(new NodeAddress("b", 5)));
        assertEquals("b".hashCode() * 31 + 5, address.hashCode(), "the same in every JVM");
    }

    @Test
    void shouldAnswerNullWhenThePartsOfThePeerMakeNoAddress() {
        assertEquals(new NodeAddress("::1", 80), NodeAddress.fromUtf8OrNull(utf8("::1"), 80));
        assertEquals(new NodeAddress("h\u00fc", 0), NodeAddress.fromUtf8OrNull(utf8("h\u00fc"), 0));
        for (final String host :
                List.of("", " ", "a b", "[::1]", "host:80", "a/b", "\u0000", "x::y", "h".repeat(254))) {
            assertNull(NodeAddress.fromUtf8OrNull(utf8(host), 80), host);
        }
        assertNull(NodeAddress.fromUtf8OrNull(null, 80));
        assertNull(NodeAddress.fromUtf8OrNull(new byte[] {(byte) 0xC3}, 80), "not UTF-8");
        assertNull(NodeAddress.fromUtf8OrNull(utf8("h"), -1));
        assertNull(NodeAddress.fromUtf8OrNull(utf8("h"), 65_536));
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
