package io.gossip.transport.udp;

import io.gossip.spi.queue.MemoryBudget;
import java.nio.ByteBuffer;

/**
 * What all connections of one direction share.
 *
 * @param config bounds
 * @param sockets where connections are registered and closed
 * @param counters where all is counted
 * @param memory what their queues may hold together
 * @param staging direct memory through which bytes pass, so that the JDK makes none of its own per thread and size
 */
record ReliableParts(
        ReliableLaneConfig config, OpenSockets sockets, UdpCounters counters, MemoryBudget memory, ByteBuffer staging) {
    private static final int STAGING_LENGTH = 64 * 1024;

    static ReliableParts of(final ReliableLaneConfig config, final OpenSockets sockets, final UdpCounters counters) {
        return new ReliableParts(
                config,
                sockets,
                counters,
                new MemoryBudget(config.memoryLength()),
                ByteBuffer.allocateDirect(STAGING_LENGTH));
    }
}
