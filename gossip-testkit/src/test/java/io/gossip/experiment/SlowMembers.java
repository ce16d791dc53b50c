package io.gossip.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The Lifeguard experiment, whose table stands in docs/membership.md. Arguments: a file that takes a line for each run, so that a later
 * call goes on where this one was ended ({@code slow-members.txt} unless told otherwise); seeds (5); which share of the grid, as
 * {@code 0/2} and {@code 1/2} for two processes with a file each, whose lines are then put together. Ends with an error when a
 * goal is missed.
 */
public final class SlowMembers {
    static final List<Integer> SLOW = List.of(1, 4, 8, 16, 32);
    static final List<Duration> ANOMALIES = List.of(ms(128), ms(512), ms(2_048), ms(8_192), ms(16_384), ms(32_768));
    private static final Duration LONGEST = ms(32_768);
    private static final double FALSE_POSITIVES = 0.02;
    private static final double LATER = 1.1;

    private SlowMembers() {}

    private static Duration ms(final long value) {
        return Duration.ofMillis(value);
    }

    public static void main(final String[] arguments) throws IOException {
        final Path file = Path.of(arguments.length > 0 ? arguments[0] : "slow-members.txt");
        final int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        final String[] share = (arguments.length > 2 ? arguments[2] : "0/1").split("/");
        final Map<String, SlowMembersResult> done = read(file);
        int number = 0;
        for (final SlowMembersRun run : grid(seeds)) {
            final boolean isMine = number++ % Integer.parseInt(share[1]) == Integer.parseInt(share[0]);
            if (isMine && !done.containsKey(key(run))) {
                final SlowMembersResult result = run.run();
                done.put(key(run), result);
                append(file, key(run) + ": " + result.toLine());
            }
        }
        if (share[1].equals("1")) {
            report(seeds, done);
        }
    }

    private static List<SlowMembersRun> grid(final int seeds) {
        final List<SlowMembersRun> runs = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            for (final int slow : SLOW) {
                for (final Duration anomaly : ANOMALIES) {
                    for (final Detector detector : Detector.values()) {
                        runs.add(new SlowMembersRun(detector, slow, anomaly, seed));
                    }
                }
            }
        }
        return runs;
    }

    private static String key(final SlowMembersRun run) {
        return run.detector() + " " + run.slow() + " " + run.anomaly().toMillis() + " " + run.seed();
    }

    private static Map<String, SlowMembersResult> read(final Path file) throws IOException {
        final Map<String, SlowMembersResult> done = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (final String line : Files.readAllLines(file)) {
                final String[] parts = line.split(": ");
                done.put(parts[0], SlowMembersResult.parse(parts[1]));
            }
        }
        return done;
    }

    private static void append(final Path file, final String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(final int seeds, final Map<String, SlowMembersResult> done) {
        final Map<Detector, SlowMembersResult> sums = new EnumMap<>(Detector.class);
        for (final SlowMembersRun run : grid(seeds)) {
            final SlowMembersResult result = done.get(key(run));
            sums.merge(
                    run.detector(),
                    run.anomaly().equals(LONGEST) ? result : result.withoutDetections(),
                    SlowMembersResult::plus);
        }
        System.out.printf(Locale.ROOT, "%s, JDK %s, %d seeds%n", LocalDate.now(), Runtime.version(), seeds);
        System.out.println(
                "| detector | false positives | at healthy members | detection, median | p99 | messages | bytes |");
        System.out.println("|---|---|---|---|---|---|---|");
        sums.forEach((detector, sum) -> System.out.println(sum.toRow(detector.label())));
        check(sums.get(Detector.SWIM), sums.get(Detector.FULL));
    }

    private static void check(final SlowMembersResult swim, final SlowMembersResult full) {
        final double all = (double) full.falsePositives() / swim.falsePositives();
        final double atHealthy = (double) full.atHealthy() / swim.atHealthy();
        final double later = (double) full.detectionMs(50) / swim.detectionMs(50);
        System.out.printf(
                Locale.ROOT,
                "full to SWIM only: false positives %.3f %%, at healthy members %.3f %%, median %.3f%n",
                100 * all,
                100 * atHealthy,
                later);
        if (all > FALSE_POSITIVES || atHealthy > FALSE_POSITIVES || later > LATER) {
            throw new IllegalStateException(
                    "goal missed, falsePositives=" + all + " atHealthy=" + atHealthy + " median=" + later);
        }
    }
}
