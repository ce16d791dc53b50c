package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpTransportProviderTest {
    private static final NodeAddress BIND = new NodeAddress("127.0.0.1", 0);

    private static TransportConfiguration with(final String key, final String value) {
        return new TransportConfiguration(BIND, Optional.empty(), Map.of(key, value));
    }

    @Test
    void shouldBeFoundByServiceLoader() {
        final TransportProvider found = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("udp"))
                .findFirst()
                .orElseThrow();
        try (Transport transport = found.open(TransportConfiguration.of(BIND))) {
            assertInstanceOf(UdpTransport.class, transport);
            assertEquals("127.0.0.1", transport.localAddress().host());
            assertEquals(1_400, transport.maxPacketLength());
        }
    }

    @Test
    void shouldApplyOptionsAndAdvertise() {
        final TransportConfiguration configuration = new TransportConfiguration(
                BIND,
                Optional.of(new NodeAddress("node-1.example", 99)),
                Map.of("maxPacketLength", "8192", "maxReliableLength", "131072", "idleTimeoutMs", "100"));
        try (Transport transport = new UdpTransportProvider().open(configuration)) {
            assertEquals(new NodeAddress("node-1.example", 99), transport.localAddress());
            assertEquals(8_192, transport.maxPacketLength());
            assertEquals(131_072, transport.maxReliableLength());
        }
    }

    @Test
    void shouldNameTheKnownOptionsWhenOneIsUnknown() {
        final InvalidValueException thrown = assertThrows(
                InvalidValueException.class, () -> new UdpTransportProvider().open(with("maxPacketLenght", "1")));
        assertTrue(thrown.getMessage().contains("option='maxPacketLenght'"), thrown::getMessage);
        for (final UdpOption option : UdpOption.values()) {
            assertTrue(thrown.getMessage().contains(option.key()), option::key);
        }
    }

    /** A value out of range reaches the configuration and is named there: the option is wired to the right component. */
    @ParameterizedTest
    @EnumSource
    void shouldNameTheOptionWhenItsValueIsOutOfRange(final UdpOption option) {
        final InvalidValueException thrown = assertThrows(
                InvalidValueException.class, () -> new UdpTransportProvider().open(with(option.key(), "-5")));
        final String component = option.key().endsWith("Ms")
                ? option.key().substring(0, option.key().length() - 2)
                : option.key();
        assertTrue(thrown.getMessage().contains(", " + component + "="), thrown::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999", "0x10", "99999999999999999999999"})
    void shouldRefuseWhatIsNoWholeNumber(final String value) {
        final InvalidValueException thrown = assertThrows(
                InvalidValueException.class, () -> new UdpTransportProvider().open(with("maxOutgoing", value)));
        assertTrue(thrown.getMessage().contains("maxOutgoing='" + value + "'"), thrown::getMessage);
    }

    @Test
    void shouldRefuseNulls() {
        assertThrows(InvalidValueException.class, () -> new UdpTransportProvider().open(null));
        assertThrows(InvalidValueException.class, () -> TransportConfiguration.of(null));
        assertThrows(InvalidValueException.class, () -> new TransportConfiguration(BIND, null, Map.of()));
        assertThrows(InvalidValueException.class, () -> new TransportConfiguration(BIND, Optional.empty(), null));
    }
}
