/**
 * A network in virtual time: transports, links with faults, and the runner of the processes at its ends. Packets are
 * copied byte for byte; nothing is passed by reference. Called by the cluster and by tests; depends on the transport SPI,
 * on virtual time and on the trace, not on the protocol.
 */
package io.gossip.sim.network;
