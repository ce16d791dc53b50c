package io.gossip.sim.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.sim.time.VirtualTime;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final NodeAddress A = new NodeAddress("10.0.0.1", 7946);
    private static final NodeAddress B = new NodeAddress("10.0.0.2", 7946);

    private static long hashOf(final Consumer<Trace> events) {
        final Trace trace = new Trace(new VirtualTime(), 0);
        events.accept(trace);
        return trace.hash();
    }

    @Test
    void shouldDifferWhenAnyPartOfAPacketDiffers() {
        final List<Consumer<Trace>> variants = List.of(
                t -> t.packet(TraceKind.SENT, Lane.BEST_EFFORT, A, B, 3, 5),
                t -> t.packet(TraceKind.LOST, Lane.BEST_EFFORT, A, B, 3, 5),
                t -> t.packet(TraceKind.SENT, Lane.RELIABLE, A, B, 3, 5),
                t -> t.packet(TraceKind.SENT, Lane.BEST_EFFORT, B, A, 3, 5),
                t -> t.packet(TraceKind.SENT, Lane.BEST_EFFORT, A, A, 3, 5),
                t -> t.packet(TraceKind.SENT, Lane.BEST_EFFORT, A, new NodeAddress("10.0.0.2", 7947), 3, 5),
                t -> t.packet(TraceKind.SENT, Lane.BEST_EFFORT, A, B, 3, 6),
                t -> {});
        final Set<Long> hashes = new HashSet<>();
        variants.forEach(variant -> hashes.add(hashOf(variant)));
        assertEquals(variants.size(), hashes.size());
    }

    @Test
    void shouldDifferWhenOrderOrTimeDiffers() {
        final Consumer<Trace> x = t -> t.note(TraceKind.STARTED, "n1", "");
        final Consumer<Trace> y = t -> t.note(TraceKind.STARTED, "n2", "");
        assertNotEquals(hashOf(x.andThen(y)), hashOf(y.andThen(x)));
        assertEquals(hashOf(x.andThen(y)), hashOf(x.andThen(y)));

        final VirtualTime later = new VirtualTime();
        later.run(Duration.ofNanos(1));
        final Trace trace = new Trace(later, 0);
        x.accept(trace);
        assertNotEquals(hashOf(x), trace.hash());
    }

    @Test
    void shouldDependOnEveryByteAndTheLengthWhenBytesAreHashed() {
        final Set<Long> hashes = new HashSet<>();
        int variants = 0;
        for (int length = 0; length <= 40; length++) {
            final byte[] bytes = new byte[length];
            hashes.add(TraceHash.of(bytes, 0, length));
            variants++;
            for (int i = 0; i < length; i++) {
                bytes[i] = 1;
                hashes.add(TraceHash.of(bytes, 0, length));
                bytes[i] = 0;
                variants++;
            }
        }
        assertEquals(variants, hashes.size());
    }

    @Test
    void shouldHashAlikeWhenTheSameBytesLieElsewhere() {
        final byte[] bytes = "the same bytes at another place".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        final byte[] moved = new byte[bytes.length + 20];
        Arrays.fill(moved, (byte) 9);
        System.arraycopy(bytes, 0, moved, 7, bytes.length);
        assertEquals(TraceHash.of(bytes, 0, bytes.length), TraceHash.of(moved, 7, bytes.length));
    }

    @Test
    void shouldKeepTheLastEventsInWordsWhenThereAreMore() {
        final VirtualTime time = new VirtualTime();
        final Trace trace = new Trace(time, 2);
        trace.note(TraceKind.OPENED, A, "forgotten");
        time.run(Duration.ofMillis(3));
        trace.packet(TraceKind.SENT, Lane.RELIABLE, A, B, 17, 0);
        trace.note(TraceKind.STARTED, "n1", "life 2");

        assertEquals(3, trace.recorded());
        assertEquals(
                List.of(
                        "+3.000000 ms SENT RELIABLE 10.0.0.1:7946 -> 10.0.0.2:7946 17 B",
                        "+3.000000 ms STARTED n1 life 2"),
                trace.lastEvents());
    }

    @Test
    void shouldRefuseWhenTooManyEventsAreToBeKept() {
        assertTrue(assertThrows(InvalidValueException.class, () -> new Trace(new VirtualTime(), -1))
                .getMessage()
                .endsWith("keptEvents=-1"));
    }

    @Test
    void shouldUseEachCodeOnceWhenKindsEnterTheHash() {
        assertEquals(
                TraceKind.values().length,
                Arrays.stream(TraceKind.values())
                        .mapToInt(TraceKind::code)
                        .distinct()
                        .count());
    }
}
