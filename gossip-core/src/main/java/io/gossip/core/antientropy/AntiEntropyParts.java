package io.gossip.core.antientropy;

import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;
import io.gossip.store.KeyedHash;
import io.gossip.store.Replica;

/**
 * What anti-entropy works with.
 *
 * @param replica what is compared
 * @param hash hash of ids and generations
 * @param table members, whose hash travels with each digest
 * @param sampler draws peers
 * @param outbox the way out
 */
public record AntiEntropyParts(
        Replica replica, KeyedHash hash, MemberTable table, PeerSampler sampler, Outbox outbox) {}
