/**
 * Virtual time: the event queue that is the only clock of a simulation, the clocks that nodes see, and random streams
 * that follow from one seed. Single-threaded; reads no wall clock. Called by the network and by the cluster.
 */
package io.gossip.sim.time;
