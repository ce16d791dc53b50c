/**
 * Nodes that share a media driver, and therefore need no network between them: how a node says in the driver where it listens,
 * and finds the others that do. Used by the transport of this module; depends on Aeron.
 */
package io.gossip.transport.aeron.neighbour;
