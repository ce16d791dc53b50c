package io.gossip.transport.aeron;

import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With an embedded driver, over IPv4. */
class AeronTransportContractTest extends TransportContract {
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

    private static Transport openAt(final NodeAddress bind) {
        return AeronTransport.open(
                AeronTransportConfig.builder(bind).embeddedDirectory(folder).build());
    }

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
