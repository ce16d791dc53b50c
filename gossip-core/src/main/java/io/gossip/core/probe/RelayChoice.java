package io.gossip.core.probe;

import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.wire.MemberState;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws who is asked to probe in this node's stead. Suspects are passed over, as in memberlist: their silence would say nothing about
 * this node. So are peers that datagrams do not reach. Protocol thread only; the returned list is reused by the next draw.
 */
final class RelayChoice {
    /** Drawn in addition for each that may be passed over, at the most. */
    private static final int MAX_SPARE = 16;

    private final MemberTable table;
    private final PeerSampler sampler;
    private final int count;
    private final List<Member> chosen = new ArrayList<>();

    RelayChoice(final MemberTable table, final PeerSampler sampler, final int count) {
        this.table = table;
        this.sampler = sampler;
        this.count = count;
    }

    /** @return up to count distinct members other than the target */
    List<Member> draw(final Member target) {
        chosen.clear();
        if (count == 0) {
            return chosen;
        }
        final int spare = Math.min(MAX_SPARE, table.suspects().size() + 1);
        for (final Member member : sampler.draw(count + spare, target.hash())) {
            final boolean isUseful =
                    member.state() != MemberState.SUSPECT && !member.link().isReliableOnly();
            if (isUseful && chosen.size() < count) {
                chosen.add(member);
            }
        }
        return chosen;
    }
}
