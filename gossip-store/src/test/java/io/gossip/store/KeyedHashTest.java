package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gossip.NodeId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyedHashTest {
    private static final KeyedHash PAPER = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** Test vectors of the reference implementation: key 00..0f, input 00, 01, 02 ... of that length. */
    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5",
        "16, 3f2acc7f57c29bdb"
    })
    void shouldMatchReferenceWhenInputIsCounted(final int length, final String expected) {
        final byte[] input = new byte[length];
        for (int i = 0; i < length; i++) {
            input[i] = (byte) i;
        }
        assertEquals(expected, String.format("%016x", PAPER.hash(input)));
    }

    @ParameterizedTest
    @CsvSource({"a", "1234567", "12345678", "node-17.example:7946"})
    void shouldHashIdAsItsBytes(final String id) {
        assertEquals(PAPER.hash(id.getBytes(StandardCharsets.UTF_8)), PAPER.of(NodeId.of(id)));
    }

    @Test
    void shouldMixFourWordsAsTheirBytes() {
        final byte[] bytes = ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1)
                .putLong(-2)
                .putLong(3)
                .putLong(Long.MIN_VALUE)
                .array();
        assertEquals(PAPER.hash(bytes), PAPER.mix(1, -2, 3, Long.MIN_VALUE));
    }

    @Test
    void shouldTellClustersAndVersionsApart() {
        final NodeId id = NodeId.of("a");
        assertEquals(KeyedHash.of("c", "1").of(id), KeyedHash.of("c", "1").of(id));
        assertNotEquals(KeyedHash.of("c", "1").of(id), KeyedHash.of("c", "2").of(id));
        assertNotEquals(KeyedHash.of("a", "bc").of(id), KeyedHash.of("ab", "c").of(id));
    }
}
