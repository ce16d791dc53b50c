package io.gossip.core.link;

import io.gossip.PeerLink;
import java.time.Duration;
import java.util.Optional;

/**
 * What probes of one peer have found out about the way to it. Datagrams that get lost while the reliable lane works are
 * a state of their own: the peer is alive, and trying the same again with each probe, with the help of others, would be for
 * nothing. The state begins after several such probes in a row, so that ordinary loss does not make it, and ends with the
 * first datagram that is answered. Protocol thread only.
 */
public final class LinkTracker {
    /** Probes in a row answered on the reliable lane only; at 5 % loss of packets a chance of 1 in 1,000. */
    static final int SILENT_PROBES = 3;
    /** While datagrams get lost, one probe in so many tries one. */
    static final int TRIAL_EVERY = 4;
    /** A round trip is shown anew when it is off by more than a quarter and this. */
    private static final long SHOWN_TOLERANCE_NS = 50_000;

    private final RoundTripEstimator roundTrips = new RoundTripEstimator();
    private boolean isReliableOnly;
    private int silentProbes;
    private int probesSinceTrial;

    /**
     * The peer answered a datagram, directly.
     *
     * @param roundTripNs from that datagram to its answer
     */
    public void onDatagramAnswered(final long roundTripNs) {
        roundTrips.add(roundTripNs);
        isReliableOnly = false;
        silentProbes = 0;
        probesSinceTrial = 0;
    }

    /** A probe is over: the peer answered it on the reliable lane, and a datagram of the same probe was not answered. */
    public void onOnlyReliableAnswered() {
        silentProbes = Math.min(SILENT_PROBES, silentProbes + 1);
        isReliableOnly = silentProbes == SILENT_PROBES;
    }

    /** @return whether the reliable lane is the way to reach it for the time being */
    public boolean isReliableOnly() {
        return isReliableOnly;
    }

    /** @return whether the probe that begins now should send a datagram; counts as done */
    public boolean tryBeginDatagram() {
        if (!isReliableOnly) {
            return true;
        }
        probesSinceTrial++;
        final boolean isTrial = probesSinceTrial >= TRIAL_EVERY;
        if (isTrial) {
            probesSinceTrial = 0;
        }
        return isTrial;
    }

    /**
     * @param floorNs shortest timeout
     * @param ceilingNs longest timeout, also of a peer whose round trips are not known
     * @return how long to wait for a direct answer
     */
    public long timeoutNs(final long floorNs, final long ceilingNs) {
        return isReliableOnly ? ceilingNs : roundTrips.timeoutNs(floorNs, ceilingNs);
    }

    /** The peer is at another address: nothing is known. */
    public void reset() {
        roundTrips.reset();
        isReliableOnly = false;
        silentProbes = 0;
        probesSinceTrial = 0;
    }

    /** @return whether that says what is known, near enough */
    public boolean isShownBy(final PeerLink shown) {
        if (shown.state() != state() || shown.roundTrip().isPresent() != roundTrips.isKnown()) {
            return false;
        }
        if (!roundTrips.isKnown()) {
            return true;
        }
        final long shownNs = shown.roundTrip().get().toNanos();
        return Math.abs(roundTrips.meanNs() - shownNs) <= Math.max(shownNs / 4, SHOWN_TOLERANCE_NS);
    }

    /** @return what is known, for the view */
    public PeerLink toView(final long floorNs, final long ceilingNs) {
        return roundTrips.isKnown()
                ? new PeerLink(
                        state(),
                        Optional.of(Duration.ofNanos(roundTrips.meanNs())),
                        Optional.of(Duration.ofNanos(timeoutNs(floorNs, ceilingNs))))
                : new PeerLink(state(), Optional.empty(), Optional.empty());
    }

    private PeerLink.State state() {
        return isReliableOnly
                ? PeerLink.State.RELIABLE_ONLY
                : roundTrips.isKnown() ? PeerLink.State.DATAGRAMS : PeerLink.State.UNKNOWN;
    }
}
