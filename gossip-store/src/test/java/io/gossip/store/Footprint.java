package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.store.memory.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a store and its process take.
 *
 * @param reserved bytes the store took from the system
 * @param direct bytes of all direct buffers of the process
 * @param resident bytes of the process in memory, 0 where the system does not say
 */
record Footprint(long reserved, long direct, long resident) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** The heap and the compilers come and go by this much; a byte lost per write would be 100 MB after 100 million. */
    private static final long RESIDENT_SLACK = 48 << 20;

    static Footprint of(final Memory memory) {
        final long resident = residentNow(); // first: to read a file takes a direct buffer for good
        System.gc(); // buffers that are unreachable, and garbage, are not what is asked for
        final long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        final Footprint footprint = new Footprint(memory.reserved(), direct, resident);
        assertTrue(direct >= footprint.reserved, footprint::toString);
        return footprint;
    }

    private static long residentNow() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertNotAbove(final Footprint early) {
        if (System.getProperty("overwrites") != null) {
            System.out.printf("after the first million %s%nin the end              %s%n", early, this);
        }
        assertEquals(early.reserved, reserved);
        assertTrue(direct <= early.direct, () -> "direct=" + direct + " early=" + early.direct);
        assertTrue(
                resident <= early.resident + RESIDENT_SLACK, () -> "resident=" + resident + " early=" + early.resident);
    }
}
