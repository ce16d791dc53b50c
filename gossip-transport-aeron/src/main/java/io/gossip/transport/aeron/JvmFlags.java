package io.gossip.transport.aeron;

import io.gossip.spi.TransportException;
import org.agrona.DirectBuffer;

/** What Agrona's buffers need of the JVM. Looks without loading the classes that would fail. */
final class JvmFlags {
    private static final String PACKAGE = "jdk.internal.misc";

    private JvmFlags() {}

    /** @throws TransportException when it is missing, with the flag as it must be typed here */
    static void require() {
        final Module agrona = DirectBuffer.class.getModule();
        if (!Object.class.getModule().isExported(PACKAGE, agrona)) {
            throw missing(agrona.isNamed() ? agrona.getName() : "ALL-UNNAMED");
        }
    }

    static TransportException missing(final String reader) {
        return new TransportException(
                "a JVM flag is missing, flag='--add-opens=java.base/" + PACKAGE + "=" + reader + "'", null);
    }
}
