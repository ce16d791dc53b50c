package io.gossip.testkit.laws;

/**
 * All laws of the merge rules. A test class implements it, overrides {@link #store} with its own subject, and inherits the
 * properties; without an override they are held against the store of this library.
 */
public interface MergeLaws extends JoinLaws, DeliveryLaws, LifeLaws, OwnerLaws, HostileChunkLaws {}
