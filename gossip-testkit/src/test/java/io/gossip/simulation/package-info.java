/** Clusters of the real code in virtual time: what must hold of a whole cluster, asserted in ticks. */
package io.gossip.simulation;
