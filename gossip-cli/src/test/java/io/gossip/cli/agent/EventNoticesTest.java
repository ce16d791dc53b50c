package io.gossip.cli.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.PeerLink;
import io.gossip.QuorumStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventNoticesTest {
    private static final NodeId NODE = NodeId.of("b\u202E\"");
    private static final NodeAddress ADDRESS = NodeAddress.parse("127.0.0.1:1");
    private static final Incarnation INCARNATION = new Incarnation(new Generation(7, 255), 3);
    private static final ClusterView VIEW = new ClusterView(
            1,
            NODE,
            NodeStatus.UP,
            Map.of(
                    NODE,
                    new ClusterView.Member(
                            NODE,
                            NodeStatus.UP,
                            INCARNATION,
                            Optional.of(ADDRESS),
                            true,
                            "",
                            false,
                            Instant.EPOCH,
                            NodeStatus.UP,
                            PeerLink.UNKNOWN)),
            new QuorumStatus(true, 1, 1, 1, Map.of()));

    private static final List<GossipEvent> ALL = List.of(
            new GossipEvent.Snapshot(NODE, VIEW),
            new GossipEvent.Resync(NODE, VIEW, 5),
            new GossipEvent.MemberJoined(NODE, INCARNATION, ADDRESS),
            new GossipEvent.MemberUpdated(NODE, INCARNATION, ADDRESS),
            new GossipEvent.MemberSuspected(NODE, INCARNATION, Optional.of(NODE)),
            new GossipEvent.MemberSuspected(NODE, INCARNATION, Optional.empty()),
            new GossipEvent.MemberRefuted(NODE, INCARNATION),
            new GossipEvent.MemberLeft(NODE, INCARNATION),
            new GossipEvent.MemberFailed(NODE, INCARNATION),
            new GossipEvent.MemberRemoved(NODE, INCARNATION.generation()),
            new GossipEvent.SelfStatusChanged(NODE, NodeStatus.NOT_IN_QUORUM, NodeStatus.UP),
            new GossipEvent.PeerStatusChanged(NODE, NodeStatus.DOWN, NodeStatus.UP),
            new GossipEvent.QuorumChanged(NODE, VIEW.quorum()),
            new GossipEvent.KeysChanged(
                    NODE,
                    INCARNATION.generation(),
                    4,
                    Map.of("written", NodeInfo.Entry.of(4, new byte[1])),
                    Set.of("removed")),
            new GossipEvent.IdentityConflict(NODE, Generation.NONE, INCARNATION.generation()));

    private static String printed(final GossipEvent event, final boolean isJson) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        new NoticePrinter(out, isJson, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).onEvent(event);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldCoverEveryKindOfEvent() {
        final Set<Class<?>> kinds = new HashSet<>(List.of(GossipEvent.class.getPermittedSubclasses()));
        ALL.forEach(event -> kinds.remove(event.getClass()));
        assertEquals(Set.of(), kinds);
    }

    @Test
    void shouldPrintEachAsOneObjectOnOneLine() throws JsonProcessingException {
        final Set<String> names = new HashSet<>();
        for (final GossipEvent event : ALL) {
            final String line = printed(event, true);
            assertEquals(line.length() - 1, line.indexOf('\n'), line);
            final JsonNode read = new ObjectMapper().readTree(line);
            names.add(read.get("event").textValue());
            assertEquals(NODE.value(), read.get("node").textValue());
            assertEquals("1970-01-01T00:00:00Z", read.get("time").textValue());
        }
        assertEquals(GossipEvent.class.getPermittedSubclasses().length, names.size());
    }

    @Test
    void shouldPrintEachAsOnePhraseThatIsSafeToShow() {
        for (final GossipEvent event : ALL) {
            final String line = printed(event, false);
            assertEquals(line.length() - 1, line.indexOf('\n'), line);
            assertTrue(line.indexOf('\u202E') < 0, line);
        }
        assertTrue(printed(ALL.get(5), false).endsWith("is suspected by others\n"));
        assertTrue(printed(ALL.get(10), false).endsWith("own status NOT_IN_QUORUM -> UP\n"));
    }
}
