/**
 * Experiments on failure detection whose results stand in docs/membership.md: whole grids by a command, a part of each in
 * every build. Clusters of the real code in virtual time, one seed, one result.
 */
package io.gossip.experiment;
