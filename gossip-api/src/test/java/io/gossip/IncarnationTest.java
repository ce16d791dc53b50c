package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IncarnationTest {
    @Test
    void shouldRankTheLifeAboveEveryRefutation() {
        final Incarnation oldLife = new Incarnation(new Generation(1, 0), Incarnation.MAX_REFUTATION);
        final Incarnation newLife = new Incarnation(new Generation(1, -1), 0);
        assertTrue(oldLife.compareTo(newLife) < 0);
        assertTrue(newLife.compareTo(new Incarnation(newLife.generation(), 1)) < 0);
        assertTrue(Incarnation.NONE.compareTo(oldLife) < 0);
        assertEquals(0, newLife.compareTo(new Incarnation(new Generation(1, -1), 0)));
    }

    @Test
    void shouldHoldThirtyTwoUnsignedBitsOfRefutation() {
        assertEquals(0xFFFF_FFFFL, new Incarnation(Generation.NONE, 0xFFFF_FFFFL).refutation());
        assertThrows(InvalidValueException.class, () -> new Incarnation(Generation.NONE, 0x1_0000_0000L));
        assertThrows(InvalidValueException.class, () -> new Incarnation(Generation.NONE, -1));
        assertThrows(InvalidValueException.class, () -> new Incarnation(null, 0));
    }

    @Test
    void shouldHashAndPrintAlikeEverywhere() {
        final Incarnation incarnation = new Incarnation(new Generation(2, 3), 4);
        assertEquals((2 * 31 + 3) * 31 + 4, incarnation.hashCode());
        assertEquals("2.3/4", incarnation.toString());
    }
}
