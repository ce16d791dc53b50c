package io.gossip.cli.demo;

import io.gossip.NodeId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Plain lines, for logs and pipes: what is waited for, how it went, and the table whenever a step is over. */
final class LineScreen implements Screen {
    private final PrintWriter out;
    private List<String> table = List.of();

    LineScreen(final PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(final String text) {
        print("..     " + text);
    }

    @Override
    public void end(final StepResult step) {
        print(step.line());
        table.forEach(line -> print("       " + line));
        table = List.of();
    }

    @Override
    public void show(final List<DemoAgent> agents, final Map<NodeId, Observation> seen) {
        table = FleetTable.lines(agents, seen);
    }

    @Override
    public void close() {
        out.flush();
    }

    private void print(final String line) {
        out.println(line);
        out.flush();
    }
}
