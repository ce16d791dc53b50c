package io.gossip.transport.aeron;

import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportContract;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Over both families, and over one socket that serves both; with an embedded driver. */
class AeronTransportContractTest {
    @TempDir
    static Path folder;

    /** Keeps the driver running from one test to the next: most tests are over before one has started. */
    private static Transport keeper;

    @BeforeAll
    static void startDriver() {
        keeper = openAt(new NodeAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void endDriver() {
        keeper.close();
    }

    private static AeronTransport openAt(final NodeAddress bind) {
        return AeronTransport.open(
                AeronTransportConfig.builder(bind).embeddedDirectory(folder).build());
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

        @Override
        protected List<Path> directories() {
            return List.of(folder);
        }
    }

    @Nested
    class DualStackTest extends TransportContract {
        @BeforeEach
        void assumeIpv6() throws UnknownHostException, SocketException {
            Assumptions.assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null);
        }

        @Override
        protected Transport open() {
            return openAgain(new NodeAddress("::1", 0));
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return AeronTransport.open(AeronTransportConfig.builder(new NodeAddress("::", address.port()))
                    .advertise(address)
                    .embeddedDirectory(folder)
                    .build());
        }
    }
}
