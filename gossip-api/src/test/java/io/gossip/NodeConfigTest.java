package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeConfigTest {
    @Test
    void shouldHaveTheDocumentedDefaults() {
        final NodeConfig config = NodeConfig.builder(Samples.A).build();
        assertEquals("default", config.clusterId());
        assertEquals("v1", config.gossipVersion());
        assertEquals(MembershipMode.MANAGED, config.membershipMode());
        assertEquals(GossipIntervals.lan(), config.intervals());
        assertTrue(config.immediateSends());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_001, Integer.MIN_VALUE})
    void shouldRefuseAnImpossibleNumberOfMembersAtOnce(final int count) {
        final NodeConfig.Builder builder = NodeConfig.builder(Samples.A);
        final InvalidValueException error =
                assertThrows(InvalidValueException.class, () -> builder.expectedMembers(count));
        assertTrue(error.getMessage().contains("expectedMembers=" + count), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tab\there", "\ud800 alone"})
    void shouldRefuseNamesThatAreNoNames(final String name) {
        final NodeConfig.Builder builder = NodeConfig.builder(Samples.A);
        assertThrows(InvalidValueException.class, () -> builder.clusterId(name));
        assertThrows(InvalidValueException.class, () -> builder.gossipVersion(name));
    }

    @Test
    void shouldNameTheLengthOfAnOverLongName() {
        final NodeConfig.Builder builder = NodeConfig.builder(Samples.A);
        final InvalidValueException error =
                assertThrows(InvalidValueException.class, () -> builder.clusterId("x".repeat(256)));
        assertTrue(error.getMessage().contains("length=256"), error.getMessage());
        assertEquals(255, builder.clusterId("x".repeat(255)).build().clusterId().length());
    }

    @Test
    void shouldRefuseARetentionThatForgetsTheGoneBeforeItReapsThem() {
        final Duration hour = Duration.ofHours(1);
        final InvalidValueException error =
                assertThrows(InvalidValueException.class, () -> new Retention(hour.plusNanos(1), hour, hour));
        assertTrue(error.getMessage().contains("reapAfter=PT1H0.000000001S"), error.getMessage());
        assertThrows(InvalidValueException.class, () -> new Retention(Duration.ZERO, hour, hour));
        assertThrows(InvalidValueException.class, () -> new Retention(hour, Duration.ofDays(4_000), hour));
    }
}
