package io.gossip.core.probe;

import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Randomised round robin: every present member is probed once before any is probed twice, in an order shuffled anew each
 * time, which bounds the time to the first probe of a failed member (SWIM, section 4.3). A member that joins in the
 * middle of a round gets its turn in the next.
 */
final class ProbeOrder {
    private final MemberTable table;
    private final RandomGenerator random;
    private final List<Member> round = new ArrayList<>();
    private int next;

    ProbeOrder(final MemberTable table, final RandomGenerator random) {
        this.table = table;
        this.random = random;
    }

    /** @return the next present member, or null when alone */
    Member next() {
        for (int rounds = 0; rounds < 2; rounds++) {
            while (next < round.size()) {
                final Member member = round.get(next++);
                if (member.isPresent() && table.find(member.hash()) == member) {
                    return member;
                }
            }
            shuffle();
        }
        return null;
    }

    private void shuffle() {
        round.clear();
        for (int i = 0; i < table.peers().size(); i++) {
            round.add(table.peers().get(i));
        }
        for (int i = round.size() - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final Member swapped = round.get(i);
            round.set(i, round.get(j));
            round.set(j, swapped);
        }
        next = 0;
    }
}
