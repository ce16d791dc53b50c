package io.gossip.core.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.core.membership.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeOrderTest {
    private final Parts parts = new Parts();
    private final ProbeOrder order = new ProbeOrder(parts.table, parts.random);

    private List<Member> round(final int n) {
        final List<Member> round = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            round.add(order.next());
        }
        return round;
    }

    @Test
    void shouldGiveNobodyWhenAlone() {
        assertNull(order.next());
        assertNull(order.next());
    }

    @Test
    void shouldReachEveryMemberOncePerRoundInEverNewOrders() {
        parts.withMembers(20);
        final Set<List<Member>> orders = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            final List<Member> round = round(20);
            assertEquals(20, new HashSet<>(round).size());
            orders.add(round);
        }
        assertEquals(50, orders.size());
    }

    @Test
    void shouldPassOverTheGoneAndTakeNewcomersInTheNextRound() {
        parts.withMembers(3);
        final Member first = order.next();
        for (int i = 1; i <= 3; i++) {
            if (parts.member(i) != first) {
                parts.kill(i, Cluster.inc(1_000, 0), 0);
                break;
            }
        }
        parts.membership.apply(Cluster.alive(4), false, 0);
        final Member second = order.next();
        assertTrue(second.isPresent() && second != first && second != parts.member(4));
        final Set<Member> next = new HashSet<>(round(3));
        assertEquals(new HashSet<>(parts.table.peers()), next);
    }

    @Test
    void shouldEndWhenAllAreGoneInTheMiddleOfARound() {
        parts.withMembers(3);
        assertFalse(order.next() == null);
        for (int i = 1; i <= 3; i++) {
            parts.kill(i, Cluster.inc(1_000, 0), 0);
        }
        assertNull(order.next());
    }
}
