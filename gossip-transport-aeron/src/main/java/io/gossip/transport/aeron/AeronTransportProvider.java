package io.gossip.transport.aeron;

import io.gossip.spi.Arguments;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;
import java.util.Map;

/**
 * Opens Aeron transports by name. Its options are the components of {@link AeronTransportConfig}, {@link StreamConfig} and
 * {@link DriverConfig}: paths as they are, lengths in bytes, times in milliseconds or microseconds with {@code Ms} or {@code
 * Us} at the end of the name.
 */
public final class AeronTransportProvider implements TransportProvider {
    /** The name, {@value}. */
    public static final String NAME = "aeron";

    /** For {@link java.util.ServiceLoader}; needs no JVM flag yet. */
    public AeronTransportProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Transport open(final TransportConfiguration configuration) {
        Arguments.notNull(configuration, "configuration");
        final AeronTransportConfig.Builder builder = AeronTransportConfig.builder(configuration.bind())
                .advertise(configuration.advertise().orElse(null));
        for (final Map.Entry<String, String> option : configuration.options().entrySet()) {
            AeronOption.of(option.getKey()).apply(builder, option.getValue());
        }
        return AeronTransport.open(builder.build());
    }
}
