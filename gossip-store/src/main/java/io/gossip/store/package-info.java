/**
 * Records of all owners and the rules by which replicas merge them. One thread merges and cuts ({@link
 * io.gossip.store.Replica}), any thread reads ({@link io.gossip.store.OwnerReader}), any thread writes this node's own
 * record ({@link io.gossip.store.SelfWriter}). No clock, no I/O, no randomness. Called by the protocol core; depends on
 * the API and on Agrona's buffer interfaces.
 *
 * <p>Inside, the rules of docs/merge.md are methods of three classes, {@code MergeRules} for the receiver, {@code
 * CutRules} for the sender and {@code SelfRules} for the owner, so that the code reads as the rules do and a test can
 * switch one off. What an owner published is an immutable {@code View} behind one reference.
 */
package io.gossip.store;
