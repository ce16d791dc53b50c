/**
 * Generators for property tests with jqwik: ids, keys, values, lives, histories of owners, streams of chunks, schedules of
 * faults. As plain factories of arbitraries, and all together as {@link io.gossip.testkit.GossipDomain}. For tests of users
 * and of this project; what they generate is in {@code io.gossip.testkit.model}, what must hold for it in {@code
 * io.gossip.testkit.laws}. See docs/testing.md.
 */
package io.gossip.testkit;
