/**
 * The merge rules of docs/merge.md and what runs them: {@link io.gossip.store.merge.MergeRules} for the receiver,
 * {@link io.gossip.store.merge.CutRules} for the sender, {@link io.gossip.store.merge.SelfRules} for the owner. Each
 * rule is a method of its own, so that the code reads as the rules do and a test can switch one off. Called by the
 * factory of {@code io.gossip.store}; depends on {@code io.gossip.store.view}. Not exported.
 */
package io.gossip.store.merge;
