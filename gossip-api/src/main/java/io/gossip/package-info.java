/**
 * The API a user of the library compiles against: identities, statuses, keys and values, configuration records,
 * events, exceptions and the {@link io.gossip.GossipStore}. Everything here is either immutable or an interface.
 * Depends on the JDK and on the buffer interfaces of Agrona only; implementations are found through
 * {@link io.gossip.spi}.
 *
 * <p>A value that can never be right is an {@link io.gossip.InvalidValueException} at once, which shows it: never a
 * {@code NullPointerException} from deep inside. Exceptions to this are {@code compareTo}, which fails on null as
 * {@link java.lang.Comparable} says, and {@code valueOf} of enums.
 *
 * <p>Equality is by content. Hash codes of ids, keys, addresses, generations and incarnations are the same in every JVM;
 * those of records with an enum or an {@code Optional} of one inside (a status, for instance) are not, so nothing that
 * has to be repeatable may depend on the order of a hash table of them.
 */
package io.gossip;
