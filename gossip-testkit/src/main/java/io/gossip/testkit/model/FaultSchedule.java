package io.gossip.testkit.model;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What goes wrong in a cluster, and when. Has a text form, one fault a line, that {@link #parse} reads back: a schedule that
 * broke something can be kept with the test.
 *
 * @param nodes how many nodes there are, from 1
 * @param faults by time
 */
public record FaultSchedule(int nodes, List<Timed> faults) {
    private static final String AFTER_TIME = "ms ";

    /** Sorts by time; faults of one time keep their order. */
    public FaultSchedule {
        faults = Arguments.<Timed>copyOf(faults, "faults").stream()
                .sorted(Comparator.comparingLong(Timed::atMillis))
                .toList();
    }

    /**
     * A fault at its time.
     *
     * @param atMillis since the start
     * @param fault what
     */
    public record Timed(long atMillis, Fault fault) {
        /** @throws InvalidValueException when the fault is null */
        public Timed {
            Arguments.notNull(fault, "fault");
        }

        @Override
        public String toString() {
            return atMillis + AFTER_TIME + fault.text();
        }
    }

    /** @return when the last fault begins, 0 when there is none */
    public long lastMillis() {
        return faults.isEmpty() ? 0 : faults.get(faults.size() - 1).atMillis();
    }

    /** @return the first line {@code nodes n}, then one fault a line */
    public String text() {
        return "nodes " + nodes + faults.stream().map(timed -> "\n" + timed).collect(Collectors.joining());
    }

    /**
     * @param text what {@link #text} gave; blank lines are passed over
     * @return the schedule
     * @throws InvalidValueException when a line has no such form
     */
    public static FaultSchedule parse(final String text) {
        final List<String> lines = Arguments.notNull(text, "text")
                .strip()
                .lines()
                .map(String::strip)
                .toList();
        try {
            final int nodes = Integer.parseInt(lines.get(0).replaceFirst("^nodes ", ""));
            final List<Timed> faults = new ArrayList<>();
            for (final String line : lines.subList(1, lines.size())) {
                if (!line.isEmpty()) {
                    faults.add(parseTimed(line));
                }
            }
            return new FaultSchedule(nodes, faults);
        } catch (final NumberFormatException | IndexOutOfBoundsException e) {
            throw new InvalidValueException("malformed schedule, text='" + text + "'", e);
        }
    }

    private static Timed parseTimed(final String line) {
        final int end = line.indexOf(AFTER_TIME);
        return new Timed(
                Long.parseLong(line.substring(0, end)), Fault.parse(line.substring(end + AFTER_TIME.length())));
    }

    @Override
    public String toString() {
        return text();
    }
}
