package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.ClusterView.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuorumProviderTest {
    private final QuorumProvider majority = QuorumProvider.majority();

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, false", "1, 0, 1, false", "1, 1, 1, true", "2, 1, 2, false", "2, 2, 2, true", "3, 1, 2, false",
        "3, 2, 2, true", "4, 2, 3, false", "4, 3, 3, true", "5, 2, 3, false", "5, 3, 3, true", "100, 50, 51, false",
        "100, 51, 51, true"
    })
    void shouldNeedMoreThanHalf(final int count, final int up, final int needed, final boolean inQuorum) {
        final List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(Samples.member(NodeId.of("n" + i), i < up ? NodeStatus.UP : NodeStatus.DOWN));
        }
        final QuorumStatus status = majority.evaluate(count, members);
        assertEquals(inQuorum, status.inQuorum());
        assertEquals(count, status.members());
        assertEquals(needed, status.needed());
        assertEquals(up, status.up());
        assertEquals(count - up, status.missing().size());
        assertEquals(inQuorum, majority.holds(count, up, () -> fail("counting is enough")));
        final QuorumProvider other = majority::evaluate;
        assertEquals(inQuorum, other.holds(count, 0, () -> members), "whoever does not count gets the members");
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountMembersByTheirStatus(final NodeStatus status) {
        final QuorumStatus quorum = majority.evaluate(1, List.of(Samples.member(Samples.A, status)));
        assertEquals(status.countsAsUp(), quorum.inQuorum());
        assertEquals(status.countsAsUp() ? List.of() : List.of(Samples.A), List.copyOf(quorum.missing()));
    }

    @Test
    void shouldCountMembersNobodyHasHeardOf() {
        final QuorumStatus status = majority.evaluate(5, List.of(Samples.member(Samples.A, NodeStatus.UP)));
        assertEquals(new QuorumStatus(false, 5, 3, 1, Collections.emptySet()), status);
    }

    @Test
    void shouldRefuseBadArguments() {
        assertThrows(InvalidValueException.class, () -> majority.evaluate(-1, List.of()));
        assertThrows(InvalidValueException.class, () -> majority.evaluate(1, null));
        assertThrows(InvalidValueException.class, () -> majority.evaluate(1, Collections.singletonList(null)));
        assertEquals(
                1_073_741_824, majority.evaluate(Integer.MAX_VALUE, List.of()).needed());
        assertEquals("majority", majority.toString());
    }
}
