/**
 * Records of all owners and the rules by which replicas merge them. One thread merges and cuts ({@link
 * io.gossip.store.Replica}), any thread reads ({@link io.gossip.store.OwnerReader}), any thread writes this node's own
 * record ({@link io.gossip.store.SelfWriter}). No clock, no I/O, no randomness. Called by the protocol core; depends on
 * the API and on Agrona's buffer interfaces.
 */
package io.gossip.store;
