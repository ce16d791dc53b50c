package io.gossip.transport.udp;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.time.Duration;

/**
 * Bounds of the reliable lane.
 *
 * @param maxLength longest message in bytes, 128 KiB to 64 MiB, the same on all nodes; more lets peers hold more memory
 *     here
 * @param maxOutgoing connections to others, 1 to 65,536; beyond, the one idle for longest is closed. Fewer than peers
 *     written to in turn costs a reconnect each time
 * @param maxIncoming connections from others, 1 to 65,536; beyond, one that has never brought a message gives way, or
 *     else the newcomer
 * @param queueLength bytes that may wait for one peer, from maxLength to 1 GiB; less means earlier back-pressure
 * @param memoryLength bytes that all queues to others, and likewise all incomplete messages from others, may hold
 *     together; from 4 times queueLength on all sizes are taken, 16 GiB at most
 * @param connectTimeout how long a connection may take to open, 1 ms to 1 h
 * @param stallTimeout how long a peer may take nothing of what waits for it, 1 ms to 1 h
 * @param idleTimeout how long an unused connection stays, 1 ms to 1 h; the receiving side waits for twice that
 * @param frameTimeout how long a message may take from its first byte, or the first one from the start of the
 *     connection, to its last, 1 ms to 1 h
 */
public record ReliableLaneConfig(
        int maxLength,
        int maxOutgoing,
        int maxIncoming,
        int queueLength,
        long memoryLength,
        Duration connectTimeout,
        Duration stallTimeout,
        Duration idleTimeout,
        Duration frameTimeout) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MIN_LENGTH = 128 * KIB;
    private static final int MAX_LENGTH = 64 * MIB;
    private static final int MAX_CONNECTIONS = 65_536;
    private static final int MAX_QUEUE_LENGTH = 1024 * MIB;
    private static final int QUEUES_IN_MEMORY = 4;
    private static final long MAX_MEMORY_LENGTH = 16L * 1024 * MIB;

    /** @throws InvalidValueException when a component is null or out of range */
    public ReliableLaneConfig {
        Arguments.inRange(maxLength, MIN_LENGTH, MAX_LENGTH, "maxReliableLength");
        Arguments.inRange(maxOutgoing, 1, MAX_CONNECTIONS, "maxOutgoing");
        Arguments.inRange(maxIncoming, 1, MAX_CONNECTIONS, "maxIncoming");
        Arguments.inRange(queueLength, maxLength, MAX_QUEUE_LENGTH, "queueLength");
        Arguments.inRange(memoryLength, (long) QUEUES_IN_MEMORY * queueLength, MAX_MEMORY_LENGTH, "memoryLength");
        Limits.timeout(connectTimeout, "connectTimeout");
        Limits.timeout(stallTimeout, "stallTimeout");
        Limits.timeout(idleTimeout, "idleTimeout");
        Limits.timeout(frameTimeout, "frameTimeout");
    }
}
