/**
 * What happened in a simulation: as one number that two equal runs share, and as lines to read when a test fails. Called
 * by the network and by the cluster; depends on nothing of theirs.
 */
package io.gossip.sim.trace;
