package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeUpdateTest {
    @Test
    void shouldDeclareAQuorumMemberWithoutDomainWhenShort() {
        final NodeUpdate update = NodeUpdate.member(Samples.ADDRESS);
        assertEquals(new NodeUpdate(Optional.of(Samples.ADDRESS), true, ""), update);
        assertTrue(update.quorumMember());
    }

    @Test
    void shouldLimitTheDomainTo255Bytes() {
        assertEquals(
                255,
                new NodeUpdate(Optional.empty(), false, "d".repeat(255))
                        .clusterDomain()
                        .length());
        assertThrows(InvalidValueException.class, () -> new NodeUpdate(Optional.empty(), false, "d".repeat(256)));
        assertThrows(InvalidValueException.class, () -> new NodeUpdate(Optional.empty(), false, "a\tb"));
        assertThrows(InvalidValueException.class, () -> new NodeUpdate(Optional.empty(), false, "\udc00"));
    }
}
