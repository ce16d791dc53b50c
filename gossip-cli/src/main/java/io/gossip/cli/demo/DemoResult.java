package io.gossip.cli.demo;

import io.gossip.cli.report.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a demonstration went.
 *
 * @param settings what was shown
 * @param steps its steps in order; the last but one is the last of the story when one was not reached
 */
public record DemoResult(DemoSettings settings, List<StepResult> steps) {
    /** Copies the steps. */
    public DemoResult {
        steps = List.copyOf(steps);
    }

    /** @return whether every step was reached in its bound */
    public boolean isConverged() {
        return steps.stream().allMatch(StepResult::isReached);
    }

    /** @return the result for programs */
    public Json json() {
        return Json.object()
                .put("nodes", settings.nodes())
                .put("preset", settings.preset().toString())
                .put("transport", settings.transport().name())
                .put("converged", isConverged())
                .put("steps", steps.stream().map(StepResult::json).toList());
    }

    /** @return the result for people, several lines */
    public String text() {
        return steps.stream()
                .map(step -> step.line() + "\n")
                .collect(Collectors.joining(
                        "",
                        "\nSummary: " + settings.nodes() + " nodes, preset " + settings.preset() + ", transport "
                                + settings.transport().name() + "\n",
                        isConverged() ? "All nodes agreed in every step.\n" : "Not all nodes agreed in time.\n"));
    }
}
