package io.gossip.cli.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumStatus;
import io.gossip.cli.control.ControlClient;
import io.gossip.cli.control.ControlException;
import io.gossip.cli.control.ControlServer;
import io.gossip.cli.control.FieldReader;
import io.gossip.cli.control.FieldWriter;
import io.gossip.cli.control.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows go over a real socket and come back the same. */
@Timeout(60)
class RowsTest {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final NodeId NODE = NodeId.of("ä");

    @TempDir
    private Path temporary;

    private <T> T carry(final FieldWriter row, final Function<FieldReader, T> read) throws IOException {
        final RunDirectory directory = RunDirectory.open(temporary.resolve("gossip"));
        try (ControlServer server = ControlServer.open(directory, NODE, (request, reply) -> reply.row(row), TIME);
                ControlClient client = ControlClient.connect(server.socket(), TIME)) {
            final List<T> rows = client.ask(new FieldWriter(), read, TIME);
            assertEquals(1, rows.size());
            return rows.get(0);
        }
    }

    @Test
    void shouldCarryMembers() throws IOException {
        final MemberRow known = new MemberRow(
                NODE,
                NodeStatus.UP,
                NodeStatus.NOT_IN_QUORUM,
                true,
                Optional.of(NodeAddress.parse("[::1]:7946")),
                true,
                "1.a/0",
                3);
        final MemberRow unknown =
                new MemberRow(NODE, NodeStatus.DOWN, NodeStatus.INVALID, false, Optional.empty(), false, "0.0/0", 0);
        assertEquals(known, carry(known.toFields(), MemberRow::fromFields));
        assertEquals(unknown, carry(unknown.toFields(), MemberRow::fromFields));
    }

    @Test
    void shouldCarryValues() throws IOException {
        final ValueRow row =
                carry(new ValueRow(NODE, NodeStatus.DOWN, new byte[] {0, -1}).toFields(), ValueRow::fromFields);
        assertEquals(NODE, row.node());
        assertEquals(NodeStatus.DOWN, row.status());
        assertArrayEquals(new byte[] {0, -1}, row.value());
    }

    @Test
    void shouldCarryStatus() throws IOException {
        final AgentStatus status = status(Map.of(NodeId.of("b"), Instant.ofEpochMilli(7)));
        assertEquals(status, carry(status.toFields(), AgentStatus::fromFields));
    }

    @Test
    void shouldCarryTheStatusOfOneThatMissesThousands() throws IOException {
        final Map<NodeId, Instant> missing = new TreeMap<>();
        IntStream.range(0, 10_000).forEach(i -> missing.put(NodeId.of("x".repeat(200) + i), Instant.EPOCH));
        final AgentStatus read = carry(status(missing).toFields(), AgentStatus::fromFields);
        assertEquals(64, read.quorum().missing().size());
        assertEquals(Map.of("a", 1L, "b", 2L), read.counters());
    }

    private static AgentStatus status(final Map<NodeId, Instant> missing) {
        return new AgentStatus(
                NODE,
                "cluster",
                NodeAddress.parse("127.0.0.1:1"),
                2,
                3,
                NodeStatus.SUSPECT_NOT_IN_QUORUM,
                new QuorumStatus(false, 5, 3, 2, missing),
                Map.of("b", 2L, "a", 1L));
    }

    @Test
    void shouldRefuseAnUnknownVerb() {
        assertEquals(Verb.STAT, Verb.parse("STAT"));
        assertThrows(ControlException.class, () -> Verb.parse("stat"));
        assertThrows(ControlException.class, () -> Verb.parse(""));
    }
}
