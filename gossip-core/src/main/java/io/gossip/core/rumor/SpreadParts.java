package io.gossip.core.rumor;

import io.gossip.core.broadcast.Broadcasts;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;
import io.gossip.store.Replica;

/**
 * What spreading works with.
 *
 * @param queue owners with fresh writes
 * @param broadcasts news of members
 * @param sampler draws peers
 * @param outbox the way out
 * @param replica where chunks are cut
 * @param ownHash hash of this node's id: nobody has heard of its fresh writes
 */
public record SpreadParts(
        RumorQueue queue, Broadcasts broadcasts, PeerSampler sampler, Outbox outbox, Replica replica, long ownHash) {}
