package io.gossip.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.PeerLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkTrackerTest {
    private static final long MS = 1_000_000;
    private static final long FLOOR = 100 * MS;
    private static final long CEILING = 250 * MS;

    private final LinkTracker link = new LinkTracker();

    private void loseDatagrams() {
        for (int i = 0; i < LinkTracker.SILENT_PROBES; i++) {
            link.onOnlyReliableAnswered();
        }
    }

    @Test
    void shouldTakeTheReliableLaneForTheOnlyOneAfterThreeProbesInARow() {
        for (int i = 1; i < LinkTracker.SILENT_PROBES; i++) {
            link.onOnlyReliableAnswered();
            assertFalse(link.isReliableOnly(), "after " + i);
        }
        link.onDatagramAnswered(MS);
        loseDatagrams();
        assertTrue(link.isReliableOnly());
        assertEquals(PeerLink.State.RELIABLE_ONLY, link.toView(FLOOR, CEILING).state());
    }

    @Test
    void shouldRecoverWithTheFirstDatagramThatIsAnswered() {
        loseDatagrams();
        link.onDatagramAnswered(MS);
        assertFalse(link.isReliableOnly());
        assertTrue(link.tryBeginDatagram());
        link.onOnlyReliableAnswered();
        assertFalse(link.isReliableOnly(), "it takes three again");
    }

    @Test
    void shouldTryADatagramNowAndThenOnly() {
        assertTrue(link.tryBeginDatagram());
        loseDatagrams();
        int tried = 0;
        for (int i = 0; i < 10 * LinkTracker.TRIAL_EVERY; i++) {
            tried += link.tryBeginDatagram() ? 1 : 0;
        }
        assertEquals(10, tried);
    }

    @Test
    void shouldFollowTheRoundTripsBetweenFloorAndCeiling() {
        assertEquals(CEILING, link.timeoutNs(FLOOR, CEILING));
        link.onDatagramAnswered(60 * MS);
        assertEquals(180 * MS, link.timeoutNs(FLOOR, CEILING));
        loseDatagrams();
        assertEquals(CEILING, link.timeoutNs(FLOOR, CEILING), "a connection may have to be made");
        link.reset();
        assertEquals(CEILING, link.timeoutNs(FLOOR, CEILING));
        assertEquals(PeerLink.UNKNOWN, link.toView(FLOOR, CEILING));
    }

    @Test
    void shouldBeShownAnewOnlyWhenItHasChanged() {
        assertTrue(link.isShownBy(PeerLink.UNKNOWN));
        link.onDatagramAnswered(8 * MS);
        assertFalse(link.isShownBy(PeerLink.UNKNOWN));
        final PeerLink shown = link.toView(FLOOR, CEILING);
        assertEquals(PeerLink.State.DATAGRAMS, shown.state());
        assertEquals(Duration.ofMillis(8), shown.roundTrip().orElseThrow());
        assertEquals(Duration.ofMillis(100), shown.probeTimeout().orElseThrow());
        link.onDatagramAnswered(16 * MS);
        assertTrue(link.isShownBy(shown), "9 ms are near 8 ms");
        link.onDatagramAnswered(40 * MS);
        assertFalse(link.isShownBy(shown), "12.9 ms are not");
        final PeerLink later = link.toView(FLOOR, CEILING);
        loseDatagrams();
        assertFalse(link.isShownBy(later));
    }
}
