package io.gossip.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSamplerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 17, 100})
    void shouldDrawDistinctPresentMembersAndReachAll(final int members) {
        final Parts parts = new Parts().withMembers(members);
        final Set<Member> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            final List<Member> drawn = parts.sampler.draw(3);
            assertEquals(Math.min(3, members), drawn.size());
            assertEquals(drawn.size(), new HashSet<>(drawn).size());
            seen.addAll(drawn);
        }
        assertEquals(members, seen.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 100})
    void shouldLeaveOutTheExcepted(final int members) {
        final Parts parts = new Parts().withMembers(members);
        for (int i = 0; i < 500; i++) {
            final List<Member> drawn = parts.sampler.draw(3, Cluster.hash(1));
            assertEquals(Math.min(3, members - 1), drawn.size());
            assertFalse(drawn.contains(parts.member(1)));
        }
    }

    @Test
    void shouldDrawNobodyWhenAloneOrAskedForNone() {
        final Parts parts = new Parts();
        assertNull(parts.sampler.one());
        assertTrue(parts.sampler.draw(3).isEmpty());
        assertTrue(parts.withMembers(50).sampler.draw(0).isEmpty());
    }

    @Test
    void shouldNotDrawTheGone() {
        final Parts parts = new Parts().withMembers(30);
        for (int i = 2; i <= 30; i++) {
            parts.kill(i, Cluster.inc(1_000, 0), 0);
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(List.of(parts.member(1)), parts.sampler.draw(5));
            assertEquals(parts.member(1), parts.sampler.one());
        }
    }
}
