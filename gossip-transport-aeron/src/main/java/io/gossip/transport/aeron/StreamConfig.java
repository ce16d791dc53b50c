package io.gossip.transport.aeron;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.time.Duration;

/**
 * Bounds of the publications to others and of what waits for them.
 *
 * @param termLength of each of a publication's three buffers in bytes, a power of two from 64 KiB to 16 MiB. Half of it is
 *     under way to a receiver at most: more carries more over long paths; memory and files grow by 3 times as much on either
 *     side
 * @param maxPublications for each lane, 1 to 65,536; beyond, the one idle for longest is closed. Fewer than peers
 *     written to in turn costs a new one each time
 * @param queueLength bytes of the reliable lane that may wait for one peer, from maxReliableLength to 1 GiB; less means
 *     earlier back-pressure
 * @param memoryLength bytes that all queues to others, and likewise all incomplete messages from others, may hold
 *     together; from 4 times queueLength on all sizes are taken, 16 GiB at most
 * @param connectTimeout how long a receiver may take to be found, 1 ms to 1 h; what is held for it is dropped then
 * @param stallTimeout how long a receiver may take nothing of what waits for it, 1 ms to 1 h
 * @param idleTimeout how long an unused publication stays, 1 ms to 1 h; less frees memory and heartbeats sooner, and opens
 *     publications more often
 * @param messageTimeout how long a message may take from its first piece to its last, 1 ms to 1 h
 */
public record StreamConfig(
        int termLength,
        int maxPublications,
        int queueLength,
        long memoryLength,
        Duration connectTimeout,
        Duration stallTimeout,
        Duration idleTimeout,
        Duration messageTimeout) {
    private static final int MIN_TERM_LENGTH = 64 * 1024;
    private static final int MAX_TERM_LENGTH = 16 * 1024 * 1024;
    private static final int MAX_PUBLICATIONS = 65_536;
    private static final int MAX_QUEUE_LENGTH = 1024 * 1024 * 1024;
    private static final int QUEUES_IN_MEMORY = 4;
    private static final long MAX_MEMORY_LENGTH = 16L * MAX_QUEUE_LENGTH;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /** @throws InvalidValueException when a component is null or out of range */
    public StreamConfig {
        Arguments.inRange(termLength, MIN_TERM_LENGTH, MAX_TERM_LENGTH, "termLength");
        if (Integer.bitCount(termLength) != 1) {
            throw new InvalidValueException("not a power of two, termLength=" + termLength);
        }
        Arguments.inRange(maxPublications, 1, MAX_PUBLICATIONS, "maxPublications");
        Arguments.inRange(queueLength, 1, MAX_QUEUE_LENGTH, "queueLength");
        Arguments.inRange(memoryLength, (long) QUEUES_IN_MEMORY * queueLength, MAX_MEMORY_LENGTH, "memoryLength");
        timeout(connectTimeout, "connectTimeout");
        timeout(stallTimeout, "stallTimeout");
        timeout(idleTimeout, "idleTimeout");
        timeout(messageTimeout, "messageTimeout");
    }

    static void timeout(final Duration value, final String name) {
        Arguments.inRange(value, MIN_TIMEOUT, MAX_TIMEOUT, name);
    }
}
