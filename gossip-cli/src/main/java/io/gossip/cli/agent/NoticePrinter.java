package io.gossip.cli.agent;

import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.cli.report.Printable;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints one line for each thing that happens. Any thread; blocks while nobody reads the stream. */
public final class NoticePrinter implements GossipListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final PrintStream out;
    private final boolean isJson;
    private final Clock clock;

    /**
     * @param out where to
     * @param isJson whether to print objects, else phrases
     * @param clock time of the lines
     */
    public NoticePrinter(final PrintStream out, final boolean isJson, final Clock clock) {
        this.out = out;
        this.isJson = isJson;
        this.clock = clock;
    }

    @Override
    public void onEvent(final GossipEvent event) {
        print(EventNotices.of(event));
    }

    void print(final Notice notice) {
        final Instant now = clock.instant();
        out.println(
                isJson
                        ? notice.json().put("time", now.toString())
                        : TIME.format(LocalTime.ofInstant(now, ZoneId.systemDefault())) + "  "
                                + Printable.text(notice.text()));
        out.flush();
    }
}
