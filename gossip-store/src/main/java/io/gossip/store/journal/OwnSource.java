package io.gossip.store.journal;

import io.gossip.store.OwnerReader;
import io.gossip.store.SelfWriter;

/**
 * Where this node's own state is read from.
 *
 * @param reader of its store
 * @param self of the same, for its times to live and for reading them and the values as one state
 * @param nowNs in the time by which values expire
 */
record OwnSource(OwnerReader reader, SelfWriter self, long nowNs) {}
