/**
 * Bytes that wait, with one bound on all of them together. Used by transports for what has not left yet and for what has
 * not arrived in full; depends on the buffers of {@link io.gossip.spi}.
 */
package io.gossip.spi.queue;
