/**
 * What the generators make, as immutable data, and the merge semantics written down a second time: View(g, m) of an owner's
 * history, and the chunk a sender may cut from it. Shares no logic with the store, so that one may be held against the other.
 */
package io.gossip.testkit.model;
