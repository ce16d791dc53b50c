package io.gossip.core.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The pinned packets under {@code golden}: one file per kind of message, sixteen bytes per line in hexadecimal. They
 * are written again only by a test run with {@code -Dgossip.golden.write=<directory of the .hex files>}: a change there
 * breaks every older node.
 */
final class GoldenPackets {
    private static final int LINE_LENGTH = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private GoldenPackets() {}

    static String textOf(final byte[] packet) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < packet.length; i += LINE_LENGTH) {
            text.append(HEX.formatHex(packet, i, Math.min(i + LINE_LENGTH, packet.length)))
                    .append('\n');
        }
        return text.toString();
    }

    static byte[] parse(final String text) {
        return HEX.parseHex(text.strip().replaceAll("\\s+", " "));
    }

    static String read(final String name) {
        try (InputStream in = GoldenPackets.class.getResourceAsStream("golden/" + name + ".hex")) {
            if (in == null) {
                throw new AssertionError("no golden packet, name=" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes when the run asks for it. */
    static void writeWhenAsked(final String name, final byte[] packet) {
        final String directory = System.getProperty("gossip.golden.write");
        if (directory != null) {
            try {
                Files.writeString(Path.of(directory, name + ".hex"), textOf(packet));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
