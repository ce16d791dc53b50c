package io.gossip.core.join;

import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.outbound.Outbox;
import java.util.random.RandomGenerator;

/**
 * What joining works with.
 *
 * @param self this node
 * @param table the members
 * @param outbox the way out
 * @param random jitter
 */
public record JoinParts(LocalIdentity self, MemberTable table, Outbox outbox, RandomGenerator random) {}
