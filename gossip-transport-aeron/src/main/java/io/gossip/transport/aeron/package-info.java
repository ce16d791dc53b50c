/**
 * The transport over Aeron: a publication for each lane and peer, two subscriptions for what comes in, and the state of the
 * connection to a media driver. Found by name through {@link io.gossip.spi.TransportProvider}, or opened directly; depends on
 * the API and Aeron.
 */
package io.gossip.transport.aeron;
