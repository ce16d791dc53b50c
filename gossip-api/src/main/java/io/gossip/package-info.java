/**
 * The API a user of the library compiles against: identities, statuses, keys and values, configuration records,
 * events, exceptions and the {@link io.gossip.GossipStore}. Everything here is either immutable or an interface.
 * Depends on the JDK and on the buffer interfaces of Agrona only; implementations are found through
 * {@link io.gossip.spi}.
 */
package io.gossip;
