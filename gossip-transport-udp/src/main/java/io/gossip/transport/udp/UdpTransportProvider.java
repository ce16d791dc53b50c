package io.gossip.transport.udp;

import io.gossip.spi.Arguments;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;
import java.util.Map;

/**
 * Opens UDP transports by name. Its options are the components of {@link UdpTransportConfig} and {@link
 * ReliableLaneConfig}, as whole numbers: lengths in bytes, times in milliseconds with {@code Ms} at the end of the name.
 */
public final class UdpTransportProvider implements TransportProvider {
    /** The name, {@value}. */
    public static final String NAME = "udp";

    /** For {@link java.util.ServiceLoader}. */
    public UdpTransportProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Transport open(final TransportConfiguration configuration) {
        Arguments.notNull(configuration, "configuration");
        final UdpTransportConfig.Builder builder = UdpTransportConfig.builder(configuration.bind())
                .advertise(configuration.advertise().orElse(null));
        for (final Map.Entry<String, String> option : configuration.options().entrySet()) {
            UdpOption.of(option.getKey()).apply(builder, option.getValue());
        }
        return UdpTransport.open(builder.build());
    }
}
