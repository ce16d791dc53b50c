/**
 * What this transport puts in front of the bytes it carries: the sender's address, and of long messages the length. Layout,
 * writer and reader; knows nothing of Aeron but its buffers.
 */
package io.gossip.transport.aeron.message;
