package io.gossip.cli.demo;

import io.gossip.NodeId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A picture that is drawn over itself: the table, the steps that are over, and the one under way. Never taller or wider
 * than the terminal, for a picture that scrolls cannot be drawn over; what does not fit is left out until {@link
 * #close}, which leaves the table alone: the summary that follows has the steps.
 */
final class LiveScreen implements Screen {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_TO_END_OF_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final String GREEN = ESCAPE + "32m$0" + ESCAPE + "0m";
    private static final String RED = ESCAPE + "31m$0" + ESCAPE + "0m";
    private static final long REDRAW_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintWriter out;
    private final Terminal terminal;
    private final LongSupplier clockNs;
    private final List<String> steps = new ArrayList<>();
    private List<String> table = List.of();
    private String current = "";
    private long currentSinceNs;
    private long drawnNs;
    private int drawnLines;

    /** @param clockNs monotonic nanoseconds */
    LiveScreen(final PrintWriter out, final Terminal terminal, final LongSupplier clockNs) {
        this.out = out;
        this.terminal = terminal;
        this.clockNs = clockNs;
        this.drawnNs = clockNs.getAsLong() - REDRAW_NS;
    }

    @Override
    public void begin(final String text) {
        current = text;
        currentSinceNs = clockNs.getAsLong();
        draw(true);
    }

    @Override
    public void end(final StepResult step) {
        steps.add(step.line());
        current = "";
        draw(true);
    }

    @Override
    public void show(final List<DemoAgent> agents, final Map<NodeId, Observation> seen) {
        table = FleetTable.lines(agents, seen);
        if (clockNs.getAsLong() - drawnNs >= REDRAW_NS) {
            draw(true);
        }
    }

    @Override
    public void close() {
        steps.clear();
        current = "";
        draw(false);
    }

    private void draw(final boolean mustFit) {
        drawnNs = clockNs.getAsLong();
        final List<String> below = new ArrayList<>(steps);
        if (!current.isEmpty()) {
            final Duration since = Duration.ofNanos(drawnNs - currentSinceNs);
            below.add(String.format("%-6s %8s  %s", "..", StepResult.seconds(since), current));
        }
        final List<String> lines = new ArrayList<>(mustFit ? fit(table, below.size()) : table);
        lines.add("");
        lines.addAll(below);
        final StringBuilder picture = new StringBuilder();
        if (drawnLines > 0) {
            picture.append('\r').append(ESCAPE).append(drawnLines).append('A');
        }
        lines.forEach(line ->
                picture.append(coloured(cut(line))).append(CLEAR_TO_END_OF_LINE).append("\r\n"));
        out.print(picture.append(CLEAR_BELOW));
        out.flush();
        drawnLines = lines.size();
    }

    /** One line of the terminal stays free for the cursor, one between table and steps. */
    private List<String> fit(final List<String> lines, final int below) {
        final int room = Math.max(1, terminal.rows() - below - 2);
        if (lines.size() <= room) {
            return lines;
        }
        final List<String> head = new ArrayList<>(lines.subList(0, room - 1));
        head.add("... and " + (lines.size() - head.size()) + " more");
        return head;
    }

    private String cut(final String line) {
        return line.length() < terminal.columns() ? line : line.substring(0, terminal.columns() - 1);
    }

    private String coloured(final String line) {
        return terminal.hasColours()
                ? line.replaceAll("(?<=  )UP(?=  )|^ok\\b", GREEN)
                        .replaceAll("^FAILED\\b|\\bkilled\\b(?=  )|\\bdied\\b(?=,)", RED)
                : line;
    }
}
