package io.gossip.core.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBudgetTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldBeFullAtFirstAndNeverHoldMoreThanItsCapacity() {
        final ByteBudget budget = new ByteBudget(1_000, 500);
        assertEquals(500, budget.left());
        budget.at(-SECOND);
        budget.at(Long.MAX_VALUE / 4);
        assertEquals(500, budget.left());
    }

    @Test
    void shouldPayBackWhatWasOverdrawnBeforeMoreIsLeft() {
        final ByteBudget budget = new ByteBudget(1_000, 500);
        budget.at(0);
        budget.charge(1_500);
        assertEquals(-1_000, budget.left());
        budget.at(SECOND);
        assertEquals(0, budget.left());
        budget.at(SECOND + SECOND / 4);
        assertEquals(250, budget.left());
    }

    /** However short the cycles are, not a byte is lost or won by them. */
    @ParameterizedTest
    @CsvSource({"1, 100", "4096, 20000", "4294967296, 4294967296"})
    void shouldFillAtItsRateWhateverTheCycles(final long rate, final long capacity) {
        final ByteBudget budget = new ByteBudget(rate, capacity);
        final Random random = new Random(rate);
        long now = 12_345;
        budget.at(now);
        budget.charge((int) Math.min(capacity, Integer.MAX_VALUE));
        final long before = budget.left();
        while (now < 12_345 + SECOND) {
            now = Math.min(12_345 + SECOND, now + 1 + random.nextInt(3_000_000));
            budget.at(now);
        }
        assertEquals(Math.min(capacity, before + rate), budget.left());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4_096, 64_000, 1L << 32})
    void shouldNeverGrantMoreThanRateTimesTimeAndOneBucket(final long rate) {
        final long capacity = 6_000;
        final ByteBudget budget = new ByteBudget(rate, capacity);
        final Random random = new Random(7);
        long now = 0;
        long sent = 0;
        int last = 0;
        budget.at(0);
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(1_000_000);
            budget.at(now);
            if (budget.left() > 0) {
                last = 1 + random.nextInt(1_400);
                budget.charge(last);
                sent += last;
            }
            final double most = (double) rate * now / SECOND + capacity + last;
            assertTrue(sent <= most + 1, "sent=" + sent + " most=" + most);
        }
    }

    @Test
    void shouldLeaveEachPurposeTheShareOfTheOthers() {
        assertTrue(Purpose.TICK.isAllowed(1, 1_000));
        assertFalse(Purpose.TICK.isAllowed(0, 1_000));
        assertTrue(Purpose.REPAIR.isAllowed(251, 1_000));
        assertFalse(Purpose.REPAIR.isAllowed(250, 1_000));
        assertTrue(Purpose.IMMEDIATE.isAllowed(501, 1_000));
        assertFalse(Purpose.IMMEDIATE.isAllowed(500, 1_000));
    }
}
