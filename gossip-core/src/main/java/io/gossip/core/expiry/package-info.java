/** When this node deletes those of its keys that have a time to live. Driven by {@link io.gossip.core.node}. */
package io.gossip.core.expiry;
