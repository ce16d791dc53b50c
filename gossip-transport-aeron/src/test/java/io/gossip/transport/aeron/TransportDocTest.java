package io.gossip.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/transport-aeron.md names every option with its default and no other, every counter, and the flag. */
class TransportDocTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (\\d+|none) \\|", Pattern.MULTILINE);

    private static String page() throws IOException {
        final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return Files.readString(module.resolveSibling("docs/transport-aeron.md"));
    }

    @Test
    void shouldDocumentEveryOptionWithItsDefault() throws IOException {
        final Map<String, String> documented = new TreeMap<>();
        final Matcher rows = ROW.matcher(page());
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2));
        }
        final Map<String, String> defaults = new TreeMap<>();
        for (final AeronOption option : AeronOption.values()) {
            defaults.put(option.key(), value(option));
        }
        assertEquals(defaults, documented);
    }

    private static String value(final AeronOption option) {
        final AeronTransportConfig config =
                AeronTransportConfig.builder(new NodeAddress("127.0.0.1", 0)).build();
        return switch (option) {
            case AERON_DIRECTORY, EMBEDDED_DIRECTORY -> "none";
            case MAX_PACKET_LENGTH -> Long.toString(config.maxPacketLength());
            case MAX_RELIABLE_LENGTH -> Long.toString(config.maxReliableLength());
            case RESOLVE_TTL -> Long.toString(config.resolveTtl().toMillis());
            case RESOLVE_NEGATIVE_TTL ->
                Long.toString(config.resolveNegativeTtl().toMillis());
            case DRIVER_TIMEOUT -> Long.toString(config.driver().timeout().toMillis());
            case MAX_PARK -> Long.toString(config.driver().maxPark().toNanos() / 1_000);
            case IPC -> config.driver().ipc() ? "1" : "0";
            default -> Long.toString(value(option, config.streams()));
        };
    }

    private static long value(final AeronOption option, final StreamConfig streams) {
        return switch (option) {
            case TERM_LENGTH -> streams.termLength();
            case MAX_PUBLICATIONS -> streams.maxPublications();
            case QUEUE_LENGTH -> streams.queueLength();
            case MEMORY_LENGTH -> streams.memoryLength();
            case CONNECT_TIMEOUT -> streams.connectTimeout().toMillis();
            case STALL_TIMEOUT -> streams.stallTimeout().toMillis();
            case IDLE_TIMEOUT -> streams.idleTimeout().toMillis();
            case MESSAGE_TIMEOUT -> streams.messageTimeout().toMillis();
            default -> throw new AssertionError(option);
        };
    }

    @Test
    void shouldDocumentEveryCounter() throws IOException {
        for (final AeronCounter counter : AeronCounter.values()) {
            assertTrue(page().contains("`" + counter.label() + "`"), counter::label);
        }
    }

    @Test
    void shouldNameTheFlagAsTheErrorDoes() throws IOException {
        for (final String reader : new String[] {"ALL-UNNAMED", "org.agrona"}) {
            final String message = JvmFlags.missing(reader).getMessage();
            final String flag = message.substring(message.indexOf('\'') + 1, message.lastIndexOf('\''));
            assertTrue(page().contains(flag), flag);
        }
    }
}
