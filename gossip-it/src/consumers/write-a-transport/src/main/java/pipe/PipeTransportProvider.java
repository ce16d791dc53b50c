package pipe;

import io.gossip.InvalidValueException;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;

/** How nodes get a pipe: found by ServiceLoader, chosen by name. */
public final class PipeTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return "pipe";
    }

    @Override
    public Transport open(final TransportConfiguration configuration) {
        if (!configuration.options().isEmpty()) {
            throw new InvalidValueException(
                    "unknown option, options=" + configuration.options().keySet() + " known=[]");
        }
        if (configuration.advertise().isPresent()) {
            throw new InvalidValueException(
                    "a pipe is reached where it is bound, advertise=" + configuration.advertise().get());
        }
        return PipeTransport.open(configuration.bind());
    }
}
