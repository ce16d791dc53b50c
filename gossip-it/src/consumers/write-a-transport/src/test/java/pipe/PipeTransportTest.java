package pipe;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportException;
import io.gossip.testkit.transport.TransportContract;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pipe is a transport: it keeps the whole contract. What follows it is a pipe's own. */
class PipeTransportTest extends TransportContract {
    private static final NodeAddress ANY = new NodeAddress("127.0.0.1", 0);

    @Override
    protected Transport open() {
        return PipeTransport.open(ANY);
    }

    @Override
    protected Transport openAgain(final NodeAddress address) {
        return PipeTransport.open(address);
    }

    @Test
    void shouldRefuseAnAddressInUse() {
        try (Transport first = PipeTransport.open(ANY)) {
            final TransportException refused =
                    assertThrows(TransportException.class, () -> PipeTransport.open(first.localAddress()));
            assertTrue(refused.getMessage().contains(first.localAddress().toString()), refused::getMessage);
        }
    }

    @Test
    void shouldRefuseOptionsItDoesNotKnow() {
        final TransportConfiguration unknown =
                new TransportConfiguration(ANY, Optional.empty(), Map.of("length", "1"));
        assertThrows(InvalidValueException.class, () -> new PipeTransportProvider().open(unknown));
    }
}
