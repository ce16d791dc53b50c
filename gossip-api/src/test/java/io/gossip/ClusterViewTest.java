package io.gossip;

import static io.gossip.Samples.A;
import static io.gossip.Samples.B;
import static io.gossip.Samples.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView.Member;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterViewTest {
    private static final QuorumStatus QUORUM = new QuorumStatus(true, 1, 1, 1, Map.of());

    private static ClusterView view(final Map<NodeId, Member> members) {
        return new ClusterView(1, A, NodeStatus.UP, members, QUORUM);
    }

    private static Member up(final NodeId id) {
        return Samples.member(id, NodeStatus.UP);
    }

    @Test
    void shouldKeepASortedCopyOfItsMembers() {
        final Map<NodeId, Member> members = new TreeMap<>(Collections.reverseOrder());
        members.putAll(Map.of(A, up(A), B, up(B), C, up(C)));
        final ClusterView view = view(members);
        members.clear();
        assertEquals(List.of(A, B, C), List.copyOf(view.members().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> view.members().remove(B));
    }

    @Test
    void shouldRefuseMembersThatDoNotFit() {
        refused(Map.of(A, up(A), B, up(C)), "key='b' id='c'");
        refused(Map.of(B, up(B)), "self='a'");
        final Map<NodeId, Member> holed = new HashMap<>();
        holed.put(A, up(A));
        holed.put(null, up(B));
        refused(holed, "members.key=null");
        holed.remove(null);
        holed.put(B, null);
        refused(holed, "members[b]=null");
        assertThrows(
                InvalidValueException.class, () -> new ClusterView(-1, A, NodeStatus.UP, Map.of(A, up(A)), QUORUM));
    }

    private static void refused(final Map<NodeId, Member> members, final String shown) {
        final var error = assertThrows(InvalidValueException.class, () -> view(members));
        assertTrue(error.getMessage().contains(shown), error.getMessage());
    }

    @Test
    void shouldRefuseAMemberWithAMalformedDomain() {
        assertThrows(
                InvalidValueException.class,
                () -> new Member(
                        A,
                        NodeStatus.UP,
                        Incarnation.NONE,
                        Optional.empty(),
                        true,
                        "d".repeat(256),
                        false,
                        Samples.NOW,
                        NodeStatus.UP,
                        PeerLink.UNKNOWN));
    }
}
