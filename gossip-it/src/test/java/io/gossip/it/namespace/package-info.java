/** Hosts of a test's own, as the kernel of this one makes them: what a partition needs. */
package io.gossip.it.namespace;
