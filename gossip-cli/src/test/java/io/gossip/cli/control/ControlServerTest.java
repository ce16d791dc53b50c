package io.gossip.cli.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server, well-behaved and other clients. Time-outs of the server are short where a test waits for one. */
@Timeout(60)
class ControlServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final NodeId NODE = NodeId.of("a");

    @TempDir
    private Path temporary;

    private RunDirectory directory;
    private ControlServer server;

    @BeforeEach
    void open() {
        directory = RunDirectory.open(temporary.resolve("gossip"));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void serve(final RequestHandler handler, final Duration exchangeTime) {
        server = ControlServer.open(directory, NODE, handler, exchangeTime);
    }

    /** Sends the request's fields back as rows. */
    private static void echo(final FieldReader request, final Reply reply) throws IOException {
        while (request.hasMore()) {
            reply.row(new FieldWriter().bytes(request.bytes()));
        }
    }

    private List<String> ask(final String... fields) throws IOException {
        final FieldWriter request = new FieldWriter();
        for (final String field : fields) {
            request.text(field);
        }
        try (ControlClient client = ControlClient.connect(server.socket(), LONG)) {
            assertEquals(NODE, client.node());
            return client.ask(request, FieldReader::text, LONG);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(server.socket()));
    }

    /** All that comes until the server closes. */
    private static byte[] readAll(final SocketChannel channel) throws IOException {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final ByteBuffer buffer = ByteBuffer.allocate(4_096);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
            }
        } catch (final IOException e) {
            // Reset: closed with bytes of ours unread.
            assertTrue(channel.isOpen());
        }
        return all.toByteArray();
    }

    private static byte[] greeting() {
        return new byte[] {'G', 'S', 'P', 1, 'H', 0, 0, 0, 5, 0, 0, 0, 1, 'a'};
    }

    @Test
    void shouldAnswerRowByRowWhenAsked() throws IOException {
        serve(ControlServerTest::echo, LONG);
        assertEquals(List.of("one", "", "drei ä"), ask("one", "", "drei ä"));
        assertEquals(List.of(), ask());
    }

    @Test
    void shouldCarryTheLargestValue() throws IOException {
        serve(ControlServerTest::echo, LONG);
        final String value = "v".repeat(64 << 10);
        assertEquals(List.of(value), ask(value));
    }

    @Test
    void shouldRefuseAtTheSenderWhatFitsNoFrame() {
        serve(ControlServerTest::echo, LONG);
        final ControlException e = assertThrows(ControlException.class, () -> ask("v".repeat(FrameChannel.MAX_LENGTH)));
        assertTrue(e.getMessage().contains("limit=131072"), e.getMessage());
    }

    @Test
    void shouldTellTheClientWhatTheHandlerThrows() throws IOException {
        serve(
                (request, reply) -> {
                    if (request.text().equals("typed")) {
                        throw new InvalidValueException("bad, value=1");
                    }
                    throw new IllegalStateException("defect");
                },
                LONG);
        assertEquals(
                "bad, value=1",
                assertThrows(ControlException.class, () -> ask("typed")).getMessage());
        assertTrue(assertThrows(ControlException.class, () -> ask("other"))
                .getMessage()
                .contains("IllegalStateException"));
    }

    @Test
    void shouldActAfterwardsOnlyWhenTheAnswerIsSent() throws Exception {
        final CountDownLatch after = new CountDownLatch(1);
        serve(
                (request, reply) -> {
                    reply.afterwards(after::countDown);
                    reply.row(new FieldWriter().text("before " + after.getCount()));
                },
                LONG);
        assertEquals(List.of("before 1"), ask("x"));
        assertTrue(after.await(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldGreetWithItsVersionAndNode() throws IOException {
        serve(ControlServerTest::echo, SHORT);
        try (SocketChannel channel = connect()) {
            assertArrayEquals(greeting(), java.util.Arrays.copyOf(readAll(channel), greeting().length));
        }
    }

    @Test
    void shouldRefuseAnotherVersionInWords() throws IOException {
        serve(ControlServerTest::echo, LONG);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(new byte[] {'G', 'S', 'P', 9}));
            final String answer = new String(readAll(channel), StandardCharsets.UTF_8);
            assertTrue(answer.contains("version=9 expected=1"), answer);
        }
    }

    @Test
    void shouldRefuseAnOversizedRequestBeforeReadingIt() throws IOException {
        serve(ControlServerTest::echo, LONG);
        for (final int length : new int[] {FrameChannel.MAX_LENGTH + 1, Integer.MAX_VALUE, -1}) {
            try (SocketChannel channel = connect()) {
                channel.write(ByteBuffer.allocate(9)
                        .put(new byte[] {'G', 'S', 'P', 1, 'Q'})
                        .putInt(length)
                        .flip());
                final String answer = new String(readAll(channel), StandardCharsets.UTF_8);
                assertTrue(answer.contains("frame too long, length=" + (length & 0xFFFF_FFFFL)), answer);
            }
        }
    }

    /** Whatever comes, the connection ends and the server goes on. */
    @Test
    void shouldSurviveAnyBytes() throws IOException {
        serve(ControlServerTest::echo, LONG);
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            final byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            final byte[] begin = {'G', 'S', 'P', 1, 'Q', 0, 0, 0};
            System.arraycopy(begin, 0, bytes, 0, Math.min(random.nextInt(begin.length + 1), bytes.length));
            try (SocketChannel channel = connect()) {
                channel.write(ByteBuffer.wrap(bytes));
                channel.shutdownOutput();
                readAll(channel);
            } catch (final IOException e) {
                assertTrue(server.socket().toFile().exists(), "seed=" + seed + " cause=" + e);
            }
        }
        assertEquals(List.of("still"), ask("still"), "seed=" + seed);
    }

    @Test
    void shouldRefuseFieldsThatLeaveTheirFrame() throws IOException {
        serve(ControlServerTest::echo, LONG);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.allocate(13)
                    .put(new byte[] {'G', 'S', 'P', 1, 'Q'})
                    .putInt(4)
                    .putInt(1_000_000)
                    .flip());
            final String answer = new String(readAll(channel), StandardCharsets.UTF_8);
            assertTrue(answer.contains("field longer than its frame, length=1000000"), answer);
        }
    }

    @Test
    void shouldEndAHalfRequestWhenItsTimeIsOver() throws IOException {
        serve(ControlServerTest::echo, SHORT);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(new byte[] {'G', 'S', 'P', 1, 'Q', 0, 0}));
            assertArrayEquals(greeting(), readAll(channel));
        }
    }

    @Test
    void shouldEndAClientThatTakesNoAnswer() throws Exception {
        final CountDownLatch ended = new CountDownLatch(1);
        serve(
                (request, reply) -> {
                    try {
                        for (int i = 0; i < 1_000; i++) {
                            reply.row(new FieldWriter().bytes(new byte[64 << 10]));
                        }
                    } finally {
                        ended.countDown();
                    }
                },
                SHORT);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(new byte[] {'G', 'S', 'P', 1, 'Q', 0, 0, 0, 0}));
            assertTrue(ended.await(20, TimeUnit.SECONDS), "the handler still writes to a client that reads nothing");
        }
    }

    @Test
    void shouldServeOthersBesideStuckClients() throws IOException {
        serve(ControlServerTest::echo, LONG);
        final List<SocketChannel> stuck = new ArrayList<>();
        for (int i = 0; i < ControlServer.MAX_CONNECTIONS - 1; i++) {
            stuck.add(connect());
        }
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertEquals(List.of("hi"), ask("hi")));
        for (final SocketChannel channel : stuck) {
            channel.close();
        }
    }

    @Test
    void shouldRefuseConnectionsBeyondItsLimitAndRecover() throws IOException {
        serve(ControlServerTest::echo, LONG);
        final List<SocketChannel> stuck = new ArrayList<>();
        for (int i = 0; i < ControlServer.MAX_CONNECTIONS; i++) {
            final SocketChannel channel = connect();
            stuck.add(channel);
            assertEquals(1, channel.read(ByteBuffer.allocate(1)), "served, number=" + i);
        }
        assertTrue(assertThrows(ControlException.class, () -> ask("x"))
                .getMessage()
                .contains("ended or is busy"));
        for (final SocketChannel channel : stuck) {
            channel.close();
        }
        final long deadlineNs = System.nanoTime() + LONG.toNanos();
        while (!answers()) {
            assertTrue(System.nanoTime() < deadlineNs, "never served again");
        }
    }

    private boolean answers() throws IOException {
        try {
            return ask("x").equals(List.of("x"));
        } catch (final ControlException e) {
            return false;
        }
    }

    @Test
    void shouldRemoveItsSocketAtClose() throws IOException {
        serve(ControlServerTest::echo, LONG);
        assertTrue(Files.exists(server.socket()));
        server.close();
        server.close();
        assertFalse(Files.exists(server.socket()));
        assertThrows(ControlException.class, () -> ask("x"));
    }

    @Test
    void shouldLetTheClientGiveUpWhenNobodyAnswers() throws IOException {
        final Path socket = directory.socketOf(NODE);
        try (java.nio.channels.ServerSocketChannel frozen =
                java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(UnixDomainSocketAddress.of(socket));
            final ControlException e = assertThrows(ControlException.class, () -> ControlClient.connect(socket, SHORT));
            assertTrue(e.getMessage().contains("does not answer"), e.getMessage());
        }
        assertThrows(ConnectException.class, () -> ControlClient.connect(socket, SHORT));
    }
}
