package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStatusTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID,               0, false, false",
        "UP,                    1, true,  true",
        "DOWN,                  2, true,  false",
        "NEVER_GOSSIPED,        3, false, false",
        "NOT_IN_QUORUM,         4, true,  true",
        "SUSPECT_NOT_IN_QUORUM, 5, true,  true",
        "SUSPECT_DOWN,          6, true,  false"
    })
    void shouldKeepTheNumbersAndMeaningOfTheGoLibrary(
            final NodeStatus status, final int code, final boolean valid, final boolean countsAsUp) {
        assertEquals(code, status.code());
        assertSame(status, NodeStatus.fromCode(code));
        assertEquals(valid, status.isValid());
        assertEquals(countsAsUp, status.countsAsUp());
        assertEquals(7, NodeStatus.values().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7, 256, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseANumberWithoutAStatus(final int code) {
        final var error = assertThrows(InvalidValueException.class, () -> NodeStatus.fromCode(code));
        assertEquals("out of range [0, 6], statusCode=" + code, error.getMessage());
    }
}
