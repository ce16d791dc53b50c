package io.gossip.core.probe;

import io.gossip.core.broadcast.Broadcasts;
import io.gossip.core.health.LocalHealth;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.Membership;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;

/**
 * What probing works with.
 *
 * @param self this node
 * @param table the members
 * @param membership where failed probes go
 * @param sampler draws relays
 * @param broadcasts news for each packet
 * @param outbox the way out
 * @param ownWord carried by pings and acks
 * @param health of this node
 */
public record ProbeParts(
        LocalIdentity self,
        MemberTable table,
        Membership membership,
        PeerSampler sampler,
        Broadcasts broadcasts,
        Outbox outbox,
        OwnWord ownWord,
        LocalHealth health) {}
