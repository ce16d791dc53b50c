package io.gossip.cli.demo;

import io.gossip.cli.report.Json;
import java.time.Duration;
import java.util.Locale;

/**
 * How one part of the demonstration went.
 *
 * @param name for programs
 * @param text what was waited for, and from when
 * @param elapsed how long it took, or how long it was waited for in vain
 * @param bound how long it might take
 * @param isReached whether it came about
 */
public record StepResult(String name, String text, Duration elapsed, Duration bound, boolean isReached) {
    Json json() {
        return Json.object()
                .put("step", name)
                .put("text", text)
                .put("elapsedMs", elapsed.toMillis())
                .put("boundMs", bound.toMillis())
                .put("reached", isReached);
    }

    /** @return {@code ok} or {@code FAILED}, the time, and what was waited for */
    String line() {
        return String.format(Locale.ROOT, "%-6s %8s  %s", isReached ? "ok" : "FAILED", seconds(elapsed), text)
                + (isReached ? "" : " (bound " + seconds(bound) + ")");
    }

    static String seconds(final Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
    }
}
