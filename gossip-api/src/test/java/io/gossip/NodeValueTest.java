package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeValueTest {
    private static NodeValue<String> value(
            final long version, final Optional<String> value, final Optional<CodecException> error) {
        return new NodeValue<>(Samples.A, Generation.NONE, version, Samples.NOW, NodeStatus.UP, value, error);
    }

    @Test
    void shouldBeAValueOrAnErrorOrNeither() {
        final Optional<CodecException> error = Optional.of(new CodecException("not UTF-8, length=2"));
        assertEquals("x", value(1, Optional.of("x"), Optional.empty()).value().orElseThrow());
        assertTrue(value(1, Optional.empty(), error).value().isEmpty());
        assertTrue(value(0, Optional.empty(), Optional.empty()).decodeError().isEmpty());
        final var both = assertThrows(InvalidValueException.class, () -> value(1, Optional.of("x"), error));
        assertTrue(both.getMessage().contains("id='a'"), both.getMessage());
    }

    @Test
    void shouldRefuseANegativeVersion() {
        assertThrows(InvalidValueException.class, () -> value(-1, Optional.of("x"), Optional.empty()));
    }

    @Test
    void shouldBeEqualByContent() {
        assertEquals(value(1, Optional.of("x"), Optional.empty()), value(1, Optional.of("x"), Optional.empty()));
    }
}
