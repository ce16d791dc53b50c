/**
 * Ping-pong between two processes over the transports, beside the same over what they are built on with the same idle strategy:
 * round trips and packets per second. {@code gossip bench transport} runs it. Depends on the transports.
 */
package io.gossip.bench.ping;
