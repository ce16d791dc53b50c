/**
 * Races of the store, run by jcstress: a class is a race, its actors are threads that meet once, and its outcomes are all
 * that may come of it; any other fails the run. The tests use the store as the node does, through its public interfaces.
 */
package io.gossip.stress;
