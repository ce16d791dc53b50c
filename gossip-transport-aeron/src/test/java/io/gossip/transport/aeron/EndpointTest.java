package io.gossip.transport.aeron;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.TransportException;
import io.gossip.testkit.transport.TransportPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses to listen at: of both families, of all, by name; and those that cannot be had. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndpointTest {
    @TempDir
    private Path folder;

    private final List<TransportPeer> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(TransportPeer::close);
    }

    private AeronTransportConfig.Builder at(final String bind) {
        // What is listened to is the network.
        return AeronTransportConfig.builder(NodeAddress.parse(bind))
                .embeddedDirectory(folder)
                .ipc(false);
    }

    private TransportPeer open(final AeronTransportConfig.Builder builder) {
        final TransportPeer peer = new TransportPeer(AeronTransport.open(builder.build()));
        opened.add(peer);
        return peer;
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:0, 127.0.0.1:0",
        "localhost:0, localhost:0",
        "0.0.0.0:0, 127.0.0.1:0",
        "[::1]:0, [::1]:0",
        "[::]:0, [::1]:0",
        "[::]:0, 127.0.0.1:0"
    })
    void shouldListenThere(final String bind, final String advertise) throws IOException {
        if (bind.startsWith("[")) {
            Assumptions.assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null);
        }
        final TransportPeer a = open(at(bind).advertise(NodeAddress.parse(advertise)));
        final TransportPeer b = open(at(bind).advertise(NodeAddress.parse(advertise)));
        for (final Lane lane : Lane.values()) {
            b.received().clear();
            TransportPeer.until(() -> a.send(lane, b, bytes(1, 100)) > 0, a);
            TransportPeer.until(() -> !b.received().isEmpty(), b, a);
            assertArrayEquals(bytes(1, 100), b.received().get(0).bytes());
            assertEquals(a.address(), b.received().get(0).source());
        }
    }

    @Test
    void shouldTellOthersTheAdvertisedAddress() {
        final TransportPeer a = open(at("127.0.0.1:0").advertise(NodeAddress.parse("node-1.example:99")));
        assertEquals(NodeAddress.parse("node-1.example:99"), a.address());
    }

    @Test
    void shouldRefuseAnAddressThatAnotherTransportOfTheSameDriverHas() {
        final TransportPeer a = open(at("127.0.0.1:0"));
        final TransportException thrown =
                assertThrows(TransportException.class, () -> open(at(a.address().toString())));
        assertTrue(thrown.getMessage().startsWith("address in use, bind=" + a.address()), thrown::getMessage);
    }

    @Test
    void shouldRefuseAnAddressThatSomethingElseHas() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            final TransportException thrown =
                    assertThrows(TransportException.class, () -> open(at("127.0.0.1:" + other.getLocalPort())));
            assertTrue(thrown.getMessage().startsWith("address in use, bind=127.0.0.1:"), thrown::getMessage);
        }
    }

    @Test
    void shouldRefuseAnAddressThatIsNotOfThisMachine() {
        final TransportException thrown = assertThrows(TransportException.class, () -> open(at("192.0.2.1:0")));
        assertTrue(thrown.getMessage().startsWith("not an address of this machine, bind="), thrown::getMessage);
    }

    @Test
    void shouldRefuseANameThatNobodyKnows() {
        final String host = "x".repeat(64) + ".invalid";
        final TransportException thrown = assertThrows(TransportException.class, () -> open(at(host + ":0")));
        assertTrue(thrown.getMessage().startsWith("unknown host, bind=" + host), thrown::getMessage);
    }

    @Test
    void shouldAskForAnAdvertisedAddressWhenBoundToAll() {
        assertThrows(InvalidValueException.class, () -> open(at("0.0.0.0:0")));
        assertThrows(
                InvalidValueException.class, () -> open(at("127.0.0.1:0").advertise(NodeAddress.parse("0.0.0.0:1"))));
    }

    @Test
    void shouldSayThatTheFolderForTheDriverIsNotThere() {
        final Path nowhere = folder.resolve("nowhere");
        final TransportException thrown = assertThrows(
                TransportException.class, () -> open(at("127.0.0.1:0").embeddedDirectory(nowhere)));
        assertTrue(thrown.getMessage().contains("embeddedDirectory=" + nowhere), thrown::getMessage);
    }
}
