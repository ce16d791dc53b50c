package io.gossip.transport.udp;

import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Over both families, and over one socket that serves both. */
class UdpTransportContractTest {
    private static Transport openAt(final NodeAddress bind) {
        return UdpTransport.open(UdpTransportConfig.builder(bind).build());
    }

    @Nested
    class Ipv4Test extends TransportContract {
        @Override
        protected Transport open() {
            return openAt(new NodeAddress("127.0.0.1", 0));
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return openAt(address);
        }
    }

    @Nested
    class Ipv6Test extends TransportContract {
        @BeforeEach
        void assumeIpv6() {
            Ipv6.assumePresent();
        }

        @Override
        protected Transport open() {
            return openAt(new NodeAddress("::1", 0));
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return openAt(address);
        }
    }

    @Nested
    class DualStackTest extends TransportContract {
        @BeforeEach
        void assumeIpv6() {
            Ipv6.assumePresent();
        }

        @Override
        protected Transport open() {
            return openAgain(new NodeAddress("127.0.0.1", 0));
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return UdpTransport.open(UdpTransportConfig.builder(new NodeAddress("::", address.port()))
                    .advertise(address)
                    .build());
        }
    }
}
