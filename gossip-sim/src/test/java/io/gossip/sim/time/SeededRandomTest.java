package io.gossip.sim.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    @Test
    void shouldDrawThePublishedNumbersWhenSeeded() {
        final SeededRandom random = new SeededRandom(1_234_567);
        final long[] drawn = {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        assertArrayEquals(
                new long[] {
                    6_457_827_717_110_365_317L,
                    3_203_168_211_198_807_973L,
                    Long.parseUnsignedLong("9817491932198370423"),
                    4_593_380_528_125_082_431L
                },
                drawn);
    }

    @Test
    void shouldScaleTheFullRangeWhenBounded() {
        final SplittableRandom choice = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            final long seed = choice.nextLong();
            final long bound = choice.nextLong() >>> (1 + choice.nextInt(62)) | 1;
            final long draw = new SeededRandom(seed).nextLong();
            final BigInteger unsigned = BigInteger.valueOf(draw).mod(TWO_64);
            final long expected =
                    unsigned.multiply(BigInteger.valueOf(bound)).shiftRight(64).longValueExact();
            assertEquals(expected, new SeededRandom(seed).nextLong(bound), "seed=" + seed + " bound=" + bound);
        }
    }

    @Test
    void shouldFillItsRangeEvenlyWhenDrawnOften() {
        final SeededRandom random = new SeededRandom(11);
        final int[] hits = new int[10];
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            hits[random.nextInt(-5, 5) + 5]++;
            sum += random.nextDouble();
        }
        for (final int hit : hits) {
            // 3 sigma of a binomial of 100,000 at 1/10.
            assertEquals(10_000, hit, 285);
        }
        // 3 sigma of the sum of 100,000 uniform draws.
        assertEquals(50_000, sum, 274);
    }

    @Test
    void shouldRefuseWhenTheBoundIsNotPositive() {
        assertThrows(IllegalArgumentException.class, () -> new SeededRandom(1).nextInt(0));
        assertThrows(IllegalArgumentException.class, () -> new SeededRandom(1).nextLong(-3));
    }

    @Test
    void shouldGiveOneStreamPerNameWhenAskedInAnyOrder() {
        final RandomStreams streams = new RandomStreams(42);
        final long first = streams.stream("node/a").nextLong();
        streams.stream("another consumer").nextLong();

        assertEquals(first, streams.stream("node/a").nextLong());
        assertNotEquals(first, streams.stream("node/b").nextLong());
        assertNotEquals(first, new RandomStreams(43).stream("node/a").nextLong());
    }

    @Test
    void shouldGiveStrangersWhenNamesOrSeedsAreNeighbours() {
        // Correlated streams would agree on far more or far fewer than half of their bits.
        int equalBits = 0;
        for (int i = 0; i < 1_000; i++) {
            final long a = new RandomStreams(i).stream("n" + i).nextLong();
            final long b = new RandomStreams(i).stream("n" + (i + 1)).nextLong();
            final long c = new RandomStreams(i + 1).stream("n" + i).nextLong();
            equalBits += Long.bitCount(~(a ^ b)) + Long.bitCount(~(a ^ c));
        }
        assertTrue(Math.abs(equalBits - 64_000) < 3 * 179, "equalBits=" + equalBits);
    }
}
