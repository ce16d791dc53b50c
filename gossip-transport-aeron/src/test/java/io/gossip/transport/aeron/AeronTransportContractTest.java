package io.gossip.transport.aeron;

import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** With an embedded driver that all share: over its memory, and over the network all the same. */
class AeronTransportContractTest {
    @TempDir
    static Path folder;

    /** Keeps the driver running from one test to the next: most tests are over before one has started. */
    private static Transport keeper;

    @BeforeAll
    static void startDriver() {
        keeper = openAt(new NodeAddress("127.0.0.1", 0), true);
    }

    @AfterAll
    static void endDriver() {
        keeper.close();
    }

    private static Transport openAt(final NodeAddress bind, final boolean isIpc) {
        return AeronTransport.open(AeronTransportConfig.builder(bind)
                .embeddedDirectory(folder)
                .ipc(isIpc)
                .build());
    }

    @Nested
    class MemoryTest extends TransportContract {
        @Override
        protected Transport open() {
            return openAgain(new NodeAddress("127.0.0.1", 0));
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return openAt(address, true);
        }

        @Override
        protected List<Path> directories() {
            return List.of(folder);
        }
    }

    @Nested
    class NetworkTest extends TransportContract {
        @Override
        protected Transport open() {
            return openAgain(new NodeAddress("127.0.0.1", 0));
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return openAt(address, false);
        }

        @Override
        protected List<Path> directories() {
            return List.of(folder);
        }
    }
}
