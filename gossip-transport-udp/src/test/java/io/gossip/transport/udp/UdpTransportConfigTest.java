package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.transport.udp.UdpTransportConfig.Builder;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpTransportConfigTest {
    private static final Duration TOO_LONG = Duration.ofDays(1);

    private static Builder builder() {
        return UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0));
    }

    @Test
    void shouldHaveTheDocumentedDefaults() {
        final UdpTransportConfig config = builder().build();
        assertEquals(1_400, config.maxPacketLength());
        assertEquals(2 * 1024 * 1024, config.reliable().maxLength());
        assertEquals(128, config.reliable().maxOutgoing());
        assertEquals(256, config.reliable().maxIncoming());
        assertEquals(Duration.ofSeconds(30), config.reliable().idleTimeout());
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                invalid("maxPacketLength=575", builder -> builder.maxPacketLength(575)),
                invalid("maxPacketLength=65508", builder -> builder.maxPacketLength(65_508)),
                invalid("receiveBufferLength=-1", builder -> builder.receiveBufferLength(-1)),
                invalid("receiveBufferLength=4095", builder -> builder.receiveBufferLength(4_095)),
                invalid("sendBufferLength=1", builder -> builder.sendBufferLength(1)),
                invalid("resolveTtl=PT0S", builder -> builder.resolveTtl(Duration.ZERO)),
                invalid("resolveNegativeTtl=null", builder -> builder.resolveNegativeTtl(null)),
                invalid("maxReliableLength=131071", builder -> builder.maxReliableLength(131_071)),
                invalid("maxReliableLength=67108865", builder -> builder.maxReliableLength(67_108_865)),
                invalid("maxOutgoing=0", builder -> builder.maxOutgoing(0)),
                invalid("maxIncoming=65537", builder -> builder.maxIncoming(65_537)),
                invalid("queueLength=2097151", builder -> builder.queueLength(2_097_151)),
                invalid("memoryLength=16777215", builder -> builder.memoryLength(16_777_215)),
                invalid("connectTimeout=PT24H", builder -> builder.connectTimeout(TOO_LONG)),
                invalid("stallTimeout=PT-1S", builder -> builder.stallTimeout(Duration.ofSeconds(-1))),
                invalid("idleTimeout=PT24H", builder -> builder.idleTimeout(TOO_LONG)),
                invalid("frameTimeout=PT24H", builder -> builder.frameTimeout(TOO_LONG)),
                invalid("advertise=0.0.0.0:5", builder -> builder.advertise(new NodeAddress("0.0.0.0", 5))));
    }

    private static Arguments invalid(final String named, final UnaryOperator<Builder> change) {
        return Arguments.of(named, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldNameTheValueWhenItIsInvalid(final String named, final UnaryOperator<Builder> change) {
        final Builder changed = change.apply(builder());
        final InvalidValueException thrown = assertThrows(InvalidValueException.class, changed::build);
        assertTrue(thrown.getMessage().endsWith(named), thrown::getMessage);
    }

    @Test
    void shouldNeedABindAddress() {
        assertThrows(InvalidValueException.class, () -> UdpTransportConfig.builder(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "0:0:0:0:0:0:0:0"})
    void shouldNeedAnAdvertiseAddressWhenBoundToAll(final String host) {
        final Builder builder = UdpTransportConfig.builder(new NodeAddress(host, 0));
        final InvalidValueException thrown = assertThrows(InvalidValueException.class, builder::build);
        assertTrue(thrown.getMessage().contains("advertise"), thrown::getMessage);
        builder.advertise(new NodeAddress("node-1.example", 0)).build();
    }
}
