package io.gossip;

import java.time.Duration;
import java.util.Optional;

/**
 * How this node reaches a peer, as its own probes have found. For display: no status, quorum or event follows from it, and it
 * is as old as the last probe. Immutable.
 *
 * @param state which way probes are answered
 * @param roundTrip smoothed time from a datagram to its answer, a quarter or 50 µs off at the most; empty until a probe was
 *     answered directly
 * @param probeTimeout how long a probe waits for a direct answer while this node itself is well, between the shortest and the
 *     longest of {@link GossipIntervals}; present together with the round trip
 */
public record PeerLink(State state, Optional<Duration> roundTrip, Optional<Duration> probeTimeout) {
    /** Nothing is known: not probed yet, moved to another address, or this node itself. */
    public static final PeerLink UNKNOWN = new PeerLink(State.UNKNOWN, Optional.empty(), Optional.empty());

    /** Which way probes are answered. */
    public enum State {
        /** None was answered yet. */
        UNKNOWN,
        /** By datagrams. */
        DATAGRAMS,
        /**
         * Only over the reliable lane, several times in a row: datagrams to or from the peer get lost. It is probed over the
         * reliable lane for the time being, and now and then by a datagram, whose answer ends this.
         */
        RELIABLE_ONLY
    }

    /**
     * @throws InvalidValueException when a component is null, a duration is not above zero, or only one of the two is there
     */
    public PeerLink {
        Checks.notNull(state, "state");
        Checks.notNull(roundTrip, "roundTrip");
        Checks.notNull(probeTimeout, "probeTimeout");
        if (roundTrip.isPresent() != probeTimeout.isPresent()) {
            throw new InvalidValueException("round trip and probe timeout belong together, roundTrip=" + roundTrip
                    + " probeTimeout=" + probeTimeout);
        }
        roundTrip.ifPresent(value -> positive(value, "roundTrip"));
        probeTimeout.ifPresent(value -> positive(value, "probeTimeout"));
    }

    private static void positive(final Duration value, final String name) {
        if (value.isNegative() || value.isZero()) {
            throw new InvalidValueException("must be above zero, " + name + "=" + value);
        }
    }
}
