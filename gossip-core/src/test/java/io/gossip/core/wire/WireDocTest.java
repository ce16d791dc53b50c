package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.wire.sbe.AckEncoder;
import io.gossip.core.wire.sbe.ChunkEncoder;
import io.gossip.core.wire.sbe.DigestEncoder;
import io.gossip.core.wire.sbe.JoinEncoder;
import io.gossip.core.wire.sbe.JoinReplyEncoder;
import io.gossip.core.wire.sbe.MemberEncoder;
import io.gossip.core.wire.sbe.NackEncoder;
import io.gossip.core.wire.sbe.PingEncoder;
import io.gossip.core.wire.sbe.PingRequestEncoder;
import io.gossip.core.wire.sbe.RumorIdsEncoder;
import io.gossip.core.wire.sbe.SyncEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/wire.md says is so. */
class WireDocTest {
    private final String doc = read();

    @Test
    void shouldShowThePinnedPing() {
        assertTrue(doc.contains("\n```\n" + GoldenPackets.read("ping") + "```\n"));
    }

    @Test
    void shouldExplainThePingByteForByte() {
        final byte[] packet = GoldenPackets.parse(GoldenPackets.read("ping"));
        int offset = 0;
        for (final MatchResult row : rows("\\| `([0-9a-f ]+)` \\| (\\d+) \\| .+")) {
            final byte[] bytes = GoldenPackets.parse(row.group(1));
            assertEquals(offset, Integer.parseInt(row.group(2)), row.group());
            assertArrayEquals(Arrays.copyOfRange(packet, offset, offset + bytes.length), bytes, row.group());
            offset += bytes.length;
        }
        assertEquals(packet.length, offset);
        assertTrue(doc.contains("(" + packet.length + " bytes)"));
    }

    @Test
    void shouldNameEachMessageWithItsTemplateAndBlockLength() {
        final Map<Integer, String> expected = new TreeMap<>();
        expected.put(PingEncoder.TEMPLATE_ID, "Ping " + PingEncoder.BLOCK_LENGTH);
        expected.put(AckEncoder.TEMPLATE_ID, "Ack " + AckEncoder.BLOCK_LENGTH);
        expected.put(PingRequestEncoder.TEMPLATE_ID, "PingRequest " + PingRequestEncoder.BLOCK_LENGTH);
        expected.put(NackEncoder.TEMPLATE_ID, "Nack " + NackEncoder.BLOCK_LENGTH);
        expected.put(MemberEncoder.TEMPLATE_ID, "Member " + MemberEncoder.BLOCK_LENGTH);
        expected.put(JoinEncoder.TEMPLATE_ID, "Join " + JoinEncoder.BLOCK_LENGTH);
        expected.put(JoinReplyEncoder.TEMPLATE_ID, "JoinReply " + JoinReplyEncoder.BLOCK_LENGTH);
        expected.put(SyncEncoder.TEMPLATE_ID, "Sync " + SyncEncoder.BLOCK_LENGTH);
        expected.put(DigestEncoder.TEMPLATE_ID, "Digest " + DigestEncoder.BLOCK_LENGTH);
        expected.put(ChunkEncoder.TEMPLATE_ID, "Chunk " + ChunkEncoder.BLOCK_LENGTH);
        expected.put(RumorIdsEncoder.TEMPLATE_ID, "RumorIds " + RumorIdsEncoder.BLOCK_LENGTH);
        final Map<Integer, String> told = new TreeMap<>();
        for (final MatchResult row : rows("\\| (\\d+) \\| ([A-Z]\\w+) \\| (\\d+) \\| .+")) {
            told.put(Integer.parseInt(row.group(1)), row.group(2) + " " + row.group(3));
        }

        assertEquals(expected, told);
    }

    @Test
    void shouldGiveOffsetsThatAddUp() {
        final Map<String, Integer> sizes = Map.of("u8", 1, "u16", 2, "u32", 4, "u63", 8, "u64", 8);
        int expected = 0;
        int tables = 0;
        for (final MatchResult row : rows("\\| (\\d+) \\| (u\\d+|group|u\\d+ \\+ data)? \\| [^|]+ \\| .*")) {
            final int offset = Integer.parseInt(row.group(1));
            tables += offset == 0 ? 1 : 0;
            expected = offset == 0 ? 0 : expected;
            assertEquals(expected, offset, row.group());
            expected += sizes.getOrDefault(row.group(2), 0);
        }
        assertEquals(16, tables, "header, frame, ten blocks, row, entry, write, id");
    }

    @Test
    void shouldNameEveryCounter() {
        for (final WireCounter counter : WireCounter.values()) {
            assertTrue(doc.contains("| " + counter.name() + " |"), counter.name());
        }
    }

    private List<MatchResult> rows(final String pattern) {
        return new ArrayList<>(Pattern.compile("^" + pattern + "$", Pattern.MULTILINE)
                .matcher(doc)
                .results()
                .toList());
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "wire.md"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
