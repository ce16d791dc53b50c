package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of options in docs/transport-udp.md names every option with its default, and no other. */
class TransportDocTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (\\d+) \\|", Pattern.MULTILINE);

    @Test
    void shouldDocumentEveryOptionWithItsDefault() throws IOException {
        final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        final Map<String, Long> documented = new TreeMap<>();
        final Matcher rows = ROW.matcher(Files.readString(module.resolveSibling("docs/transport-udp.md")));
        while (rows.find()) {
            documented.put(rows.group(1), Long.parseLong(rows.group(2)));
        }
        assertEquals(defaults(), documented);
    }

    private static Map<String, Long> defaults() {
        final UdpTransportConfig config =
                UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0)).build();
        final Map<String, Long> defaults = new TreeMap<>();
        for (final UdpOption option : UdpOption.values()) {
            defaults.put(option.key(), value(config, option));
        }
        return defaults;
    }

    private static long value(final UdpTransportConfig config, final UdpOption option) {
        final ReliableLaneConfig reliable = config.reliable();
        return switch (option) {
            case MAX_PACKET_LENGTH -> config.maxPacketLength();
            case RECEIVE_BUFFER_LENGTH -> config.receiveBufferLength();
            case SEND_BUFFER_LENGTH -> config.sendBufferLength();
            case RESOLVE_TTL -> config.resolveTtl().toMillis();
            case RESOLVE_NEGATIVE_TTL -> config.resolveNegativeTtl().toMillis();
            case MAX_RELIABLE_LENGTH -> reliable.maxLength();
            case MAX_OUTGOING -> reliable.maxOutgoing();
            case MAX_INCOMING -> reliable.maxIncoming();
            case QUEUE_LENGTH -> reliable.queueLength();
            case MEMORY_LENGTH -> reliable.memoryLength();
            case CONNECT_TIMEOUT -> reliable.connectTimeout().toMillis();
            case STALL_TIMEOUT -> reliable.stallTimeout().toMillis();
            case IDLE_TIMEOUT -> reliable.idleTimeout().toMillis();
            case FRAME_TIMEOUT -> reliable.frameTimeout().toMillis();
        };
    }
}
