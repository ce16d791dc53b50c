/**
 * Whole clusters of the real protocol code in virtual time, on one thread, and the words to drive them. Called by tests
 * and by tools; depends on the protocol node, the virtual network, virtual time and the trace.
 */
package io.gossip.sim;
