package io.gossip.core.antientropy;

import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;
import io.gossip.store.Replica;

/**
 * What anti-entropy works with.
 *
 * @param replica what is compared
 * @param table members, whose hash travels with each digest
 * @param sampler draws peers
 * @param outbox the way out
 */
public record AntiEntropyParts(Replica replica, MemberTable table, PeerSampler sampler, Outbox outbox) {}
