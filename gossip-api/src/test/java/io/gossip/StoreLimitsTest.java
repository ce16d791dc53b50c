package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class StoreLimitsTest {
    private final StoreLimits defaults = StoreLimits.defaults();

    @Test
    void shouldHaveTheDocumentedDefaults() {
        assertEquals(new StoreLimits(255, 65_536, 1_024, 16_384, 16_384, 1_048_576, 1L << 30), defaults);
    }

    @Test
    void shouldChangeOneLimitAtATime() {
        assertEquals(
                new StoreLimits(7, 65_536, 1_024, 16_384, 16_384, 1_048_576, 1L << 30), defaults.withMaxKeyLength(7));
        assertEquals(
                new StoreLimits(255, 65_536, 1_024, 16_384, 16_384, 1_048_576, 2L << 20),
                defaults.withMaxMemory(2L << 20));
        assertEquals(
                new StoreLimits(255, 7, 1_024, 16_384, 16_384, 1_048_576, 1L << 30), defaults.withMaxValueLength(7));
        assertEquals(
                new StoreLimits(255, 65_536, 7, 16_384, 16_384, 1_048_576, 1L << 30), defaults.withMaxKeysPerOwner(7));
        assertEquals(new StoreLimits(255, 65_536, 1_024, 7, 16_384, 1_048_576, 1L << 30), defaults.withMaxOwners(7));
        assertEquals(
                new StoreLimits(255, 65_536, 1_024, 16_384, 7, 1_048_576, 1L << 30),
                defaults.withMaxUndeclaredOwners(7));
        assertEquals(new StoreLimits(255, 65_536, 1_024, 16_384, 16_384, 7, 1L << 30), defaults.withMaxVersionJump(7));
    }

    @Test
    void shouldHoldEachLimitToItsRange() {
        range(0, 16L << 20, "maxValueLength", v -> defaults.withMaxValueLength((int) v));
        range(1, 1_000_000, "maxKeysPerOwner", v -> defaults.withMaxKeysPerOwner((int) v));
        range(1, 1_000_000, "maxOwners", v -> defaults.withMaxOwners((int) v));
        range(0, 1_000_000, "maxUndeclaredOwners", v -> defaults.withMaxUndeclaredOwners((int) v));
        range(1, 1L << 40, "maxVersionJump", defaults::withMaxVersionJump);
    }

    private static void range(
            final long min, final long max, final String name, final LongFunction<StoreLimits> change) {
        change.apply(min);
        change.apply(max);
        for (final long value : new long[] {min - 1, max + 1}) {
            final var error = assertThrows(InvalidValueException.class, () -> change.apply(value));
            assertEquals("out of range [" + min + ", " + max + "], " + name + "=" + value, error.getMessage());
        }
    }
}
