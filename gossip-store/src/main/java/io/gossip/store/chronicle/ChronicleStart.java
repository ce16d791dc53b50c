package io.gossip.store.chronicle;

import java.lang.reflect.Field;
import net.openhft.chronicle.bytes.Bytes;

/**
 * Starts Chronicle without a word on the console. Two parties would speak, once per process each:
 *
 * <ul>
 *   <li>SLF4J, which Chronicle asks for a logger, when the application has no provider for it. It is told to keep that to
 *       itself for as long as Chronicle starts. Where there is a provider, Chronicle's remarks go there, under {@code
 *       net.openhft}.
 *   <li>The JVM from 24 on, when a first class touches memory by {@code sun.misc.Unsafe}. Chronicle's uses are known and
 *       looked after here; the remark is marked as made. Nothing else of the JVM changes: what it forbids stays forbidden.
 * </ul>
 */
final class ChronicleStart {
    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    /** Of sun.misc.Unsafe, in a package that jdk.unsupported opens to all; there is none before JDK 23. */
    private static final String WARNED = "memoryAccessWarned";

    private ChronicleStart() {}

    /** @return null, or why it does not start */
    static String quietly() {
        final String before = System.getProperty(SLF4J_VERBOSITY);
        if (before == null) {
            System.setProperty(SLF4J_VERBOSITY, "ERROR");
        }
        try {
            markWarned();
            return start();
        } finally {
            if (before == null) {
                System.clearProperty(SLF4J_VERBOSITY);
            }
        }
    }

    private static String start() {
        try {
            Bytes.allocateElasticOnHeap(Long.BYTES).writeLong(0).releaseLast();
            return null;
        } catch (final LinkageError e) {
            return "chronicle-bytes does not start, which the journal and marshallable values need; where the JVM denies memory"
                    + " access by sun.misc.Unsafe, allow it by --sun-misc-unsafe-memory-access=allow, java.version="
                    + System.getProperty("java.version") + " cause=" + e + " of " + e.getCause();
        }
    }

    private static void markWarned() {
        try {
            final Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField(WARNED);
            warned.setAccessible(true);
            warned.setBoolean(null, true);
        } catch (final ReflectiveOperationException | RuntimeException e) {
            // This JVM has no such remark, or makes it: nothing depends on that but the console.
            System.getLogger("io.gossip").log(System.Logger.Level.TRACE, "not quieted", e);
        }
    }
}
