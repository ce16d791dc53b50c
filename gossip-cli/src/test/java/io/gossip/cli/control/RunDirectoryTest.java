package io.gossip.cli.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final NodeId A = NodeId.of("a");

    @TempDir
    private Path temporary;

    private RunDirectory open() {
        return RunDirectory.open(temporary.resolve("gossip"));
    }

    private static ControlServer serve(final RunDirectory directory, final String node) {
        return ControlServer.open(directory, NodeId.of(node), (request, reply) -> {}, TIME);
    }

    /** A socket that nobody listens on, as a process killed by SIGKILL leaves it. */
    private static void leaveDead(final Path socket) throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));
    }

    @Test
    void shouldBeOfItsOwnerOnly() throws IOException {
        final RunDirectory directory = open();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())));
        try (ControlServer server = serve(directory, "a")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket())));
        }
        assertEquals(directory.path(), open().path());
    }

    @Test
    void shouldRefuseADirectoryThatOthersMayEnter() throws IOException {
        Files.createDirectory(temporary.resolve("gossip"));
        Files.setPosixFilePermissions(temporary.resolve("gossip"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(assertThrows(ControlException.class, this::open).getMessage().contains("0700"));
    }

    @Test
    void shouldRefuseALinkAndAFileInItsPlace() throws IOException {
        final Path real = Files.createDirectory(
                temporary.resolve("real"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(temporary.resolve("gossip"), real);
        assertThrows(ControlException.class, this::open);
        Files.delete(temporary.resolve("gossip"));
        Files.createFile(temporary.resolve("gossip"));
        assertThrows(ControlException.class, this::open);
    }

    @Test
    void shouldBeInTheRuntimeDirectoryOfTheUserWhereThereIsOne() {
        assertEquals(
                temporary.resolve("gossip"),
                RunDirectory.ofUser(Map.of("XDG_RUNTIME_DIR", temporary.toString()))
                        .path());
    }

    @Test
    void shouldRefuseAPathThatLeavesNoRoomForNames() {
        final ControlException e =
                assertThrows(ControlException.class, () -> RunDirectory.open(temporary.resolve("d".repeat(100))));
        assertTrue(e.getMessage().contains("XDG_RUNTIME_DIR"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "node-1.example_com", "A"})
    void shouldNamePlainIdsAsTheyAre(final String id) {
        assertEquals(id + ".sock", SocketName.of(NodeId.of(id), 60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "..",
                ".hidden",
                "ä",
                "a b",
                "a~b",
                "../../etc/passwd",
                "x-0123456789012345678901234567890123456789"
            })
    void shouldEncodeOtherIds(final String id) {
        final String name = SocketName.of(NodeId.of(id), 40);
        assertTrue(name.matches("[A-Za-z0-9_-]*~[0-9a-f]{16}\\.sock"), name);
        assertTrue(name.length() <= 40, name);
    }

    @Test
    void shouldTellIdsApartThatLookAlike() {
        final String head = "x".repeat(200);
        assertNotEquals(SocketName.of(NodeId.of(head + "1"), 40), SocketName.of(NodeId.of(head + "2"), 40));
        assertNotEquals(SocketName.of(NodeId.of("a/b"), 40), SocketName.of(NodeId.of("a_b"), 40));
        assertEquals(
                SocketName.MIN_LENGTH,
                SocketName.of(NodeId.of(head), SocketName.MIN_LENGTH).length());
    }

    @Test
    void shouldKeepEveryPathWithinASocketAddress() throws IOException {
        final RunDirectory directory = open();
        final NodeId longest = NodeId.of("é".repeat(127) + "x");
        try (ControlServer server = serve(directory, longest.value())) {
            assertTrue(server.socket().toString().getBytes(StandardCharsets.UTF_8).length <= 103);
            assertEquals(
                    longest,
                    new AgentFinder(directory).find(Optional.of(longest)).node());
        }
    }

    @Test
    void shouldTakeThePlaceOfADeadAgent() throws IOException {
        final RunDirectory directory = open();
        leaveDead(directory.socketOf(A));
        try (ControlServer server = serve(directory, "a")) {
            assertEquals(
                    server.socket(),
                    new AgentFinder(directory).find(Optional.empty()).socket());
        }
    }

    @Test
    void shouldRefuseASecondAgentOfOneId() {
        final RunDirectory directory = open();
        try (ControlServer server = serve(directory, "a")) {
            final ControlException e = assertThrows(ControlException.class, () -> serve(directory, "a"));
            assertTrue(e.getMessage().startsWith("an agent of that id runs already, id='a'"), e.getMessage());
            assertTrue(Files.exists(server.socket()));
        }
    }

    @Test
    void shouldFindTheOnlyAgentAndRemoveDeadSockets() throws IOException {
        final RunDirectory directory = open();
        leaveDead(directory.socketOf(NodeId.of("dead")));
        try (ControlServer server = serve(directory, "a")) {
            assertEquals(A, new AgentFinder(directory).find(Optional.empty()).node());
            assertFalse(Files.exists(directory.socketOf(NodeId.of("dead"))));
            assertTrue(Files.exists(server.socket()));
        }
    }

    @Test
    void shouldListTheChoicesWhenThereAreSeveral() {
        final RunDirectory directory = open();
        try (ControlServer a = serve(directory, "a");
                ControlServer odd = serve(directory, "b/ä")) {
            final ControlException e =
                    assertThrows(ControlException.class, () -> new AgentFinder(directory).find(Optional.empty()));
            assertEquals("several agents run, choose one by --agent, running=[a, b/ä]", e.getMessage());
            assertEquals(
                    odd.socket(),
                    new AgentFinder(directory)
                            .find(Optional.of(NodeId.of("b/ä")))
                            .socket());
            assertNotEquals(a.socket(), odd.socket());
        }
    }

    @Test
    void shouldSayWhenThereIsNone() throws IOException {
        final RunDirectory directory = open();
        assertTrue(assertThrows(ControlException.class, () -> new AgentFinder(directory).find(Optional.empty()))
                .getMessage()
                .startsWith("no agent runs, directory="));
        leaveDead(directory.socketOf(A));
        assertEquals(
                "no such agent runs, agent='a' running=[]",
                assertThrows(ControlException.class, () -> new AgentFinder(directory).find(Optional.of(A)))
                        .getMessage());
    }

    @Test
    void shouldNotTakeAFrozenAgentForADeadOne() throws IOException {
        final RunDirectory directory = open();
        try (ServerSocketChannel frozen = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(UnixDomainSocketAddress.of(directory.socketOf(A)));
            assertTrue(assertThrows(ControlException.class, () -> new AgentFinder(directory).find(Optional.empty()))
                    .getMessage()
                    .startsWith("the agent does not answer"));
            try (ControlServer other = serve(directory, "b")) {
                assertEquals(
                        "several agents run, choose one by --agent, running=[b, a.sock (does not answer)]",
                        assertThrows(ControlException.class, () -> new AgentFinder(directory).find(Optional.empty()))
                                .getMessage());
                assertTrue(Files.exists(other.socket()));
            }
            assertTrue(Files.exists(directory.socketOf(A)));
            assertThrows(ControlException.class, () -> serve(directory, "a"));
        }
    }
}
