/**
 * One node: the parts of the protocol put together, driven by {@link io.gossip.core.node.GossipNode#doWork}, and the
 * store and view that any thread may read. The same code runs on an agent's thread over sockets and in virtual time.
 */
package io.gossip.core.node;
