package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeMetaInfoTest {
    private static NodeMetaInfo meta(final String clusterId, final String gossipVersion) {
        return new NodeMetaInfo(clusterId, gossipVersion, Samples.A, Generation.NONE, Samples.NOW);
    }

    @Test
    void shouldAcceptEmptyAndLongestNames() {
        assertEquals("", meta("", "").clusterId());
        assertEquals("v2", meta("c".repeat(255), "v2").gossipVersion());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800"})
    void shouldRefuseMalformedNames(final String name) {
        assertThrows(InvalidValueException.class, () -> meta(name, "v1"));
        assertThrows(InvalidValueException.class, () -> meta("c", name));
        assertThrows(InvalidValueException.class, () -> meta("c".repeat(256), "v1"));
    }
}
