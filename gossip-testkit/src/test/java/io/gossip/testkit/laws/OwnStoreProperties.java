package io.gossip.testkit.laws;

/** The store of this library keeps its own laws. */
class OwnStoreProperties implements MergeLaws {}
