package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerLinkTest {
    private static final Optional<Duration> MS = Optional.of(Duration.ofMillis(1));

    @Test
    void shouldKnowNothingAtFirst() {
        assertEquals(new PeerLink(PeerLink.State.UNKNOWN, Optional.empty(), Optional.empty()), PeerLink.UNKNOWN);
        assertEquals(MS, new PeerLink(PeerLink.State.RELIABLE_ONLY, MS, MS).roundTrip());
    }

    @Test
    void shouldRefuseOneOfTheTwoTimesWithoutTheOther() {
        refused("probeTimeout=Optional.empty", MS, Optional.empty());
        refused("roundTrip=Optional.empty", Optional.empty(), MS);
    }

    @Test
    void shouldRefuseTimesThatAreNone() {
        final Optional<Duration> zero = Optional.of(Duration.ZERO);
        refused("roundTrip=PT0S", zero, MS);
        refused("probeTimeout=PT0S", MS, zero);
        refused("probeTimeout=PT-1S", MS, Optional.of(Duration.ofSeconds(-1)));
    }

    private static void refused(
            final String shown, final Optional<Duration> roundTrip, final Optional<Duration> probeTimeout) {
        final var error = assertThrows(
                InvalidValueException.class, () -> new PeerLink(PeerLink.State.DATAGRAMS, roundTrip, probeTimeout));
        assertTrue(error.getMessage().contains(shown), error.getMessage());
    }
}
