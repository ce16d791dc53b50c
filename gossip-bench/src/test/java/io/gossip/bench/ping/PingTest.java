package io.gossip.bench.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.bench.report.Machine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PingTest {
    private static final PingTimes MOMENT = new PingTimes(20, 50, 20);

    private static PingResult result(final long p50Ns, final long lost) {
        return new PingResult(p50Ns, 2 * p50Ns, 3 * p50Ns, 100, lost, 1_000_000_000 / p50Ns);
    }

    /** One of each kind, for a moment; the others differ in pauses only. */
    @ParameterizedTest
    @EnumSource(names = {"CHANNEL_SELECTOR", "UDP_SPIN", "BARE_PARK_50", "AERON_IPC_10000"})
    void shouldPlayBetweenTwoProcesses(final PingVariant variant) throws IOException {
        final PingResult result = PingCommand.once(variant, MOMENT);
        assertTrue(result.count() > 0, result::toString);
        assertTrue(result.p50Ns() > 0 && result.p50Ns() <= result.p99Ns(), result::toString);
        assertTrue(result.p99Ns() <= result.p999Ns(), result::toString);
        assertTrue(result.packetsPerSecond() > 0, result::toString);
    }

    @Test
    void shouldReadWhatItWrites() {
        assertEquals(MOMENT, PingTimes.parse(MOMENT.format()));
        assertEquals(result(7, 3), PingResult.parse(result(7, 3).format()));
        assertThrows(IllegalArgumentException.class, () -> PingTimes.parse("1/2"));
        assertThrows(IllegalArgumentException.class, () -> PingResult.parse("p50=1 p99=2"));
    }

    @Test
    void shouldCompareWithinARoundAndTakeTheMedianOverAll() {
        final List<PingResult> bare = List.of(result(100, 0), result(1_000, 0), result(200, 0));
        final List<PingResult> ours = List.of(result(110, 1), result(1_300, 0), result(240, 1));
        final PingRow row = PingRow.of(PingVariant.UDP_SELECTOR, ours, bare);
        assertEquals(0.24, row.p50Us(), 1e-9);
        assertEquals(2, row.lost());
        assertEquals(1.2, row.ratio(), 1e-9);
        final PingRow even = PingRow.of(PingVariant.CHANNEL_SELECTOR, bare.subList(0, 2), null);
        assertEquals(0.55, even.p50Us(), 1e-9);
        assertEquals(null, even.ratio());
    }

    @Test
    void shouldReportEachOnALine() {
        final List<PingResult> rounds = List.of(result(1_000, 0));
        final PingReport report = new PingReport(
                "2026-01-01T00:00:00Z",
                "a moment",
                Machine.now(List.of()),
                List.of(
                        PingRow.of(PingVariant.CHANNEL_SELECTOR, rounds, null),
                        PingRow.of(PingVariant.UDP_SELECTOR, rounds, rounds)));
        assertTrue(report.toMarkdown().contains("| **udp** | 1.0 | 2.0 | 3.0 | 1,000,000 | 0 | 1.00 |"));
    }
}
