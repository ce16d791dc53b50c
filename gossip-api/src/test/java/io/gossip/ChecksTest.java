package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void shouldShowWhatPrintsNothingAsCodes() {
        assertEquals("plain ü 水", Checks.shown("plain ü 水"));
        assertEquals("a\\u000ab\\u0000\\u007f", Checks.shown("a\nb\u0000\u007f"));
        assertEquals("\\u202eabc\\u2028", Checks.shown("\u202eabc\u2028"), "text direction and line breaks");
        assertEquals("\\ud83c\\udf0d\\ud800", Checks.shown("🌍\ud800"));
        assertEquals("", Checks.shown(""));
    }

    @Test
    void shouldCutWhatIsLong() {
        assertEquals("x".repeat(64), Checks.shown("x".repeat(64)));
        assertEquals("x".repeat(64) + "…", Checks.shown("x".repeat(65)));
        assertEquals(64 * 6 + 1, Checks.shown("\u0000".repeat(1_000_000)).length());
    }

    @Test
    void shouldCountBytesOfUtf8() {
        for (final String text : new String[] {"", "a", "\u007f\u0080", "\u07ff\u0800", "\uffff", "🌍", "a🌍ü水"}) {
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Checks.utf8Length(text, "text"));
        }
        final var error = assertThrows(InvalidValueException.class, () -> Checks.utf8Length("ab\ud83c", "text"));
        assertEquals("unpaired surrogate, text='ab\\ud83c' at=2", error.getMessage());
    }

    @Test
    void shouldNameTheNullValue() {
        final var error = assertThrows(InvalidValueException.class, () -> Checks.notNull(null, "thing"));
        assertEquals("must not be null, thing=null", error.getMessage());
    }
}
