package io.gossip.bench;

/** A benchmark that does not do what it says is worth nothing. */
final class Checks {
    private Checks() {}

    static void equal(final long expected, final long actual, final String what) {
        if (expected != actual) {
            throw new IllegalStateException(
                    "measured something else, " + what + "=" + actual + " expected=" + expected);
        }
    }
}
