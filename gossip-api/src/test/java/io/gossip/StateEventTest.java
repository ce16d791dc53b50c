package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateEventTest {
    @ParameterizedTest
    @CsvSource({
        "SELF_ALIVE, 0",
        "NODE_ALIVE, 1",
        "SELF_LEAVE, 2",
        "NODE_LEAVE, 3",
        "UPDATE_CLUSTER_SIZE, 4",
        "TIMEOUT, 5",
        "UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP, 6"
    })
    void shouldKeepTheNumbersOfTheGoLibrary(final StateEvent event, final int code) {
        assertEquals(code, event.code());
        assertEquals(7, StateEvent.values().length);
    }
}
