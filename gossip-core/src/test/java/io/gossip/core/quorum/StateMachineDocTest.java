package io.gossip.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.NodeStatus;
import io.gossip.StateEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The 28 cells as docs/reference.md shows them are those of the code. */
class StateMachineDocTest {
    private static final List<NodeStatus> COLUMNS =
            List.of(NodeStatus.NOT_IN_QUORUM, NodeStatus.UP, NodeStatus.SUSPECT_NOT_IN_QUORUM, NodeStatus.DOWN);
    private static final Map<NodeStatus, String> SHORT = Map.of(
            NodeStatus.NOT_IN_QUORUM, "NIQ",
            NodeStatus.UP, "UP",
            NodeStatus.SUSPECT_NOT_IN_QUORUM, "SNIQ",
            NodeStatus.DOWN, "DOWN");

    @ParameterizedTest
    @EnumSource
    void shouldShowEachCellAsItIs(final StateEvent event) throws IOException {
        final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        final StringBuilder row = new StringBuilder("| `" + event + "` |");
        for (final NodeStatus state : COLUMNS) {
            row.append(' ').append(cell(state, event)).append(" |");
        }
        try (Stream<String> lines = Files.lines(module.resolveSibling("docs/reference.md"))) {
            assertEquals(
                    1, lines.filter(line -> line.startsWith(row.toString())).count(), () -> "lacks: " + row);
        }
    }

    private static String cell(final NodeStatus state, final StateEvent event) {
        final String held = SHORT.get(SelfStateMachine.next(state, event, true));
        final String lost = SHORT.get(SelfStateMachine.next(state, event, false));
        return held.equals(lost) ? held : held + " if q, else " + lost;
    }
}
