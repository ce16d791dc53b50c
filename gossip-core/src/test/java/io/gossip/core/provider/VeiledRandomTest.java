package io.gossip.core.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VeiledRandomTest {
    @Test
    void shouldDependOnBothSeeds() {
        final long first = new VeiledRandom(1, 2).nextLong();
        assertEquals(first, new VeiledRandom(1, 2).nextLong());
        assertNotEquals(first, new VeiledRandom(3, 2).nextLong());
        assertNotEquals(first, new VeiledRandom(1, 3).nextLong());
    }

    @Test
    void shouldGiveNumbersThatNeitherGeneratorGives() {
        final VeiledRandom veiled = new VeiledRandom(1, 2);
        final Set<Long> plain = new HashSet<>();
        final SplittableRandom one = new SplittableRandom(1);
        final SplittableRandom other = new SplittableRandom(2);
        final Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            plain.add(one.nextLong());
            plain.add(other.nextLong());
            drawn.add(veiled.nextLong());
        }
        assertEquals(1_000, drawn.size());
        drawn.retainAll(plain);
        assertEquals(Set.of(), drawn);
    }
}
