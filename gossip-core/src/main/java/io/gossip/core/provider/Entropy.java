package io.gossip.core.provider;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Draws a seed from the operating system. Read from its device where there is one, which is what the JDK does, too, but
 * only after it has loaded its security providers: 40 ms of the start-up of a process that needs them for nothing else.
 */
final class Entropy {
    private static final Path DEVICE = Path.of("/dev/urandom");

    private Entropy() {}

    /** @return 64 bits nobody can guess */
    static long seed() {
        return seed(DEVICE);
    }

    static long seed(final Path device) {
        try (InputStream in = new FileInputStream(device.toFile())) {
            final byte[] bytes = in.readNBytes(Long.BYTES);
            return bytes.length == Long.BYTES ? toLong(bytes) : fromProvider();
        } catch (final IOException e) {
            // No such device here.
            return fromProvider();
        }
    }

    private static long fromProvider() {
        return new SecureRandom().nextLong();
    }

    private static long toLong(final byte[] bytes) {
        long value = 0;
        for (final byte b : bytes) {
            value = value << Byte.SIZE | b & 0xFF;
        }
        return value;
    }
}
