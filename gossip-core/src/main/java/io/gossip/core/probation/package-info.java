/**
 * Keeps things for a while before a verdict on them is final: whoever is gone may come back in the meantime. Usable on
 * its own; knows nothing of nodes, and is given the time.
 */
package io.gossip.core.probation;
