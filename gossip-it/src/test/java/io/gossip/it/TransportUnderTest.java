package io.gossip.it;

import java.util.List;

/** The transports that the scenarios run over. A scenario knows nothing of them unless it is about one. */
public enum TransportUnderTest {
    UDP("udp", List.of()),
    /** Aeron, each node with a driver of its own. */
    AERON("aeron", List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"));

    private final String transportName;
    private final List<String> jvmFlags;

    TransportUnderTest(final String transportName, final List<String> jvmFlags) {
        this.transportName = transportName;
        this.jvmFlags = jvmFlags;
    }

    /** @return what a node's builder calls it */
    public String transportName() {
        return transportName;
    }

    /** @return flags that a JVM needs to use it */
    public List<String> jvmFlags() {
        return jvmFlags;
    }
}
