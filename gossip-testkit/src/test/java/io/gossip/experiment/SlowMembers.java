package io.gossip.experiment;

import java.time.Duration;
import java.util.List;

public final class SlowMembers {
    public static void main(final String[] args) {
        for (final int slow : List.of(1, 8, 32)) {
            for (final int d : List.of(512, 2048, 8192, 32768)) {
                for (final Detector detector : Detector.values()) {
                    final long t = System.nanoTime();
                    final SlowMembersResult r = new SlowMembersRun(detector, slow, Duration.ofMillis(d), 1).run();
                    System.out.println(slow + " " + d + " " + r.row(detector.label()) + " "
                            + (System.nanoTime() - t) / 1_000_000 + " ms");
                }
            }
        }
    }
}
