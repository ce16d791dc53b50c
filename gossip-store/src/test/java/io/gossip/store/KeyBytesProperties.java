package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.StoreKey;
import io.gossip.spi.NioBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The judge of keys off the wire agrees with the key type of the API, byte for byte. */
final class KeyBytesProperties {
    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        // Lead and continuation bytes at the edges of their ranges, where a validator goes wrong.
        return Arbitraries.of(
                        0x00, 0x1F, 0x20, 0x41, 0x7E, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                        0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF)
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(6);
    }

    @Property(tries = 5_000)
    void shouldAgreeWithKeyTypeOnBytesThatAreNearlyText(@ForAll("nearlyUtf8") final byte[] bytes) {
        assertEquals(isKey(bytes), KeyBytes.isValid(NioBuffer.wrapping(bytes), 0, bytes.length));
    }

    @Property
    void shouldAgreeWithKeyTypeOnAnyBytes(@ForAll @Size(max = 300) final byte[] bytes) {
        assertEquals(isKey(bytes), KeyBytes.isValid(NioBuffer.wrapping(bytes), 0, bytes.length));
    }

    @Property
    void shouldTakeWhateverTheKeyTypeTakes(@ForAll @StringLength(min = 1, max = 80) final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        assertEquals(isKey(bytes), KeyBytes.isValid(NioBuffer.wrapping(bytes), 0, bytes.length));
    }

    /** Eight plain bytes are judged at once: each byte at each place of such a word, and behind it. */
    @Example
    void shouldAgreeWithKeyTypeOnEveryByteAtEveryPlace() {
        for (int place = 0; place < 19; place++) {
            for (int value = 0; value <= 0xFF; value++) {
                final byte[] bytes = "abcdefgh ~ABCDEFGH!".getBytes(StandardCharsets.UTF_8);
                bytes[place] = (byte) value;
                assertEquals(isKey(bytes), KeyBytes.isValid(NioBuffer.wrapping(bytes), 0, bytes.length));
            }
        }
    }

    @Example
    void shouldLookAtTheSpanOnly() {
        final NioBuffer bytes = NioBuffer.wrapping(new byte[] {0, 'k', 0});
        assertTrue(KeyBytes.isValid(bytes, 1, 1));
        assertFalse(KeyBytes.isValid(bytes, 1, 2));
        assertFalse(KeyBytes.isValid(bytes, 1, 0));
    }

    private static boolean isKey(final byte[] bytes) {
        try {
            StoreKey.utf8(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            return true;
        } catch (final CharacterCodingException | InvalidValueException e) {
            return false;
        }
    }
}
