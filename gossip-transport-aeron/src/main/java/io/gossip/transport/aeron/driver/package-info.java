/**
 * The media driver that moves the bytes: one of this process's own, shared by its transports, or another process's, and
 * the connection to it. Knows nothing of packets; used by the transport of this module; depends on Aeron.
 */
package io.gossip.transport.aeron.driver;
