package io.gossip;

import static io.gossip.Samples.A;
import static io.gossip.Samples.B;
import static io.gossip.Samples.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuorumStatusTest {
    @Test
    void shouldKeepASortedCopyOfWhoIsMissing() {
        final List<NodeId> missing = List.of(C, A, B);
        final QuorumStatus status = new QuorumStatus(false, 3, 2, 0, new LinkedHashSet<>(missing));
        assertEquals(List.of(A, B, C), List.copyOf(status.missing()));
        assertThrows(UnsupportedOperationException.class, () -> status.missing().clear());
    }

    @Test
    void shouldRefuseNegativeNumbersAndNullsInside() {
        assertThrows(InvalidValueException.class, () -> new QuorumStatus(true, -1, 0, 0, Set.of()));
        assertThrows(InvalidValueException.class, () -> new QuorumStatus(true, 0, -1, 0, Set.of()));
        assertThrows(InvalidValueException.class, () -> new QuorumStatus(true, 0, 0, -1, Set.of()));
        assertThrows(
                InvalidValueException.class,
                () -> new QuorumStatus(true, 0, 0, 0, Collections.singleton((NodeId) null)));
    }
}
