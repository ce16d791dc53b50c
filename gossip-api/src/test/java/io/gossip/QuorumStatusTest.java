package io.gossip;

import static io.gossip.Samples.A;
import static io.gossip.Samples.B;
import static io.gossip.Samples.C;
import static io.gossip.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuorumStatusTest {
    @Test
    void shouldKeepASortedCopyOfWhoIsMissing() {
        final Map<NodeId, Instant> missing = new LinkedHashMap<>();
        missing.put(C, NOW);
        missing.put(A, NOW.plusSeconds(1));
        missing.put(B, NOW);
        final QuorumStatus status = new QuorumStatus(false, 3, 2, 0, missing);
        missing.clear();
        assertEquals(List.of(A, B, C), List.copyOf(status.missing().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> status.missing().clear());
    }

    @Test
    void shouldExplainItselfInASentence() {
        assertEquals("held, 2 of 3 up, 2 needed", new QuorumStatus(true, 3, 2, 2, Map.of()).explanation());
        assertEquals(
                "lost, 1 of 3 up, 2 needed, missing a since 1970-01-01T00:16:40Z, b since 1970-01-01T00:16:41Z",
                new QuorumStatus(false, 3, 2, 1, Map.of(A, NOW, B, NOW.plusSeconds(1))).explanation());
    }

    @Test
    void shouldRefuseNegativeNumbersAndNullsInside() {
        assertThrows(InvalidValueException.class, () -> new QuorumStatus(true, -1, 0, 0, Map.of()));
        assertThrows(InvalidValueException.class, () -> new QuorumStatus(true, 0, -1, 0, Map.of()));
        assertThrows(InvalidValueException.class, () -> new QuorumStatus(true, 0, 0, -1, Map.of()));
        assertThrows(
                InvalidValueException.class,
                () -> new QuorumStatus(true, 0, 0, 0, Collections.singletonMap((NodeId) null, NOW)));
        assertThrows(
                InvalidValueException.class, () -> new QuorumStatus(true, 0, 0, 0, Collections.singletonMap(A, null)));
    }
}
