package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GenerationTest {
    @Test
    void shouldOrderByCounterThenByUnsignedNonce() {
        final Generation[] rising = {
            Generation.NONE,
            new Generation(0, 1),
            new Generation(1, 0),
            new Generation(1, Long.MAX_VALUE),
            new Generation(1, Long.MIN_VALUE),
            new Generation(1, -1),
            new Generation(2, 0),
            new Generation(Long.MAX_VALUE, -1)
        };
        for (int i = 0; i < rising.length; i++) {
            for (int j = 0; j < rising.length; j++) {
                assertEquals(Integer.compare(i, j), Integer.signum(rising[i].compareTo(rising[j])), i + " and " + j);
                assertEquals(i == j, rising[i].equals(rising[j]));
            }
        }
    }

    @Test
    void shouldRefuseANegativeCounter() {
        final var error = assertThrows(InvalidValueException.class, () -> new Generation(-1, 0));
        assertTrue(error.getMessage().endsWith("counter=-1"), error.getMessage());
    }

    @Test
    void shouldHashAndPrintAlikeEverywhere() {
        assertEquals(7 * 31 + Long.hashCode(-2), new Generation(7, -2).hashCode());
        assertEquals("7.fffffffffffffffe", new Generation(7, -2).toString());
    }
}
