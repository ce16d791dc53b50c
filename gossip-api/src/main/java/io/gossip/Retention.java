package io.gossip;

import java.time.Duration;

/**
 * How long things are remembered.
 *
 * @param reapAfter a member gone for that long is forgotten with its data; longer keeps the data of the dead readable
 *     for longer and costs their memory
 * @param forgetAfter how long the life of a forgotten member may not come back by hearsay; a node cut off for longer
 *     starts over as an empty replica
 * @param tombstoneGrace age at which this node purges its own tombstones; longer saves resets, costs memory
 */
public record Retention(Duration reapAfter, Duration forgetAfter, Duration tombstoneGrace) {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(3_650);

    /** @throws InvalidValueException when a component is null or out of range, or reapAfter exceeds forgetAfter */
    public Retention {
        Checks.inRange(reapAfter, MIN, MAX, "reapAfter");
        Checks.inRange(forgetAfter, MIN, MAX, "forgetAfter");
        Checks.inRange(tombstoneGrace, MIN, MAX, "tombstoneGrace");
        if (reapAfter.compareTo(forgetAfter) > 0) {
            throw new InvalidValueException(
                    "reapAfter above forgetAfter, reapAfter=" + reapAfter + " forgetAfter=" + forgetAfter);
        }
    }

    /** @return one hour, one day, one minute */
    public static Retention defaults() {
        return new Retention(Duration.ofHours(1), Duration.ofDays(1), Duration.ofMinutes(1));
    }
}
