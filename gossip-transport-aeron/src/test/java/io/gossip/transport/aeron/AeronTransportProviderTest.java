package io.gossip.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AeronTransportProviderTest {
    private static final NodeAddress BIND = new NodeAddress("127.0.0.1", 0);

    private static TransportConfiguration with(final String key, final String value) {
        return new TransportConfiguration(BIND, Optional.empty(), Map.of(key, value));
    }

    @Test
    void shouldBeFoundByServiceLoaderAndApplyOptions(@TempDir final Path folder) {
        final TransportProvider found = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("aeron"))
                .findFirst()
                .orElseThrow();
        final Map<String, String> options = Map.of(
                "embeddedDirectory", folder.toString(), "maxPacketLength", "4096", "maxReliableLength", "131072");
        try (Transport transport = found.open(new TransportConfiguration(BIND, Optional.empty(), options))) {
            assertInstanceOf(AeronTransport.class, transport);
            assertEquals("127.0.0.1", transport.localAddress().host());
            assertEquals(4_096, transport.maxPacketLength());
            assertEquals(131_072, transport.maxReliableLength());
        }
    }

    @Test
    void shouldNameTheKnownOptionsWhenOneIsUnknown() {
        final InvalidValueException thrown = assertThrows(
                InvalidValueException.class, () -> new AeronTransportProvider().open(with("aeronDir", "/x")));
        assertTrue(thrown.getMessage().contains("option='aeronDir'"), thrown::getMessage);
        for (final AeronOption option : AeronOption.values()) {
            assertTrue(thrown.getMessage().contains(option.key()), option::key);
        }
    }

    /** A value out of range reaches the configuration and is named there: the option is wired to the right component. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AERON_DIRECTORY", "EMBEDDED_DIRECTORY"})
    void shouldNameTheOptionWhenItsValueIsOutOfRange(final AeronOption option) {
        final InvalidValueException thrown = assertThrows(
                InvalidValueException.class, () -> new AeronTransportProvider().open(with(option.key(), "-5")));
        final String component = option.key().replaceAll("(Ms|Us)$", "");
        assertTrue(thrown.getMessage().contains(", " + component + "="), thrown::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999", "0x10"})
    void shouldRefuseWhatIsNoWholeNumber(final String value) {
        final InvalidValueException thrown = assertThrows(
                InvalidValueException.class, () -> new AeronTransportProvider().open(with("maxPublications", value)));
        assertTrue(thrown.getMessage().contains("maxPublications='" + value + "'"), thrown::getMessage);
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        assertThrows(
                InvalidValueException.class, () -> new AeronTransportProvider().open(with("termLength", "100000")));
        assertThrows(
                InvalidValueException.class, () -> new AeronTransportProvider().open(with("queueLength", "1000000")));
        assertThrows(InvalidValueException.class, () -> new AeronTransportProvider()
                .open(new TransportConfiguration(
                        BIND, Optional.empty(), Map.of("aeronDirectory", "/x", "embeddedDirectory", "/y"))));
    }

    @Test
    void shouldRefuseNulls() {
        assertThrows(InvalidValueException.class, () -> new AeronTransportProvider().open(null));
        assertThrows(InvalidValueException.class, () -> AeronTransport.open(null));
        assertThrows(InvalidValueException.class, () -> AeronTransportConfig.builder(null));
    }
}
