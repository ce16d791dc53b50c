package io.gossip.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.wire.PacketVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node of a later release talks to one of this: what is new is passed over, everything else arrives. */
class NewerSenderTest {
    @Test
    void shouldReadEachKindAsIfItWereOfThisSchema() {
        final byte[] present = new PacketMix(1).ofAllKinds();
        final RenderedMessages expected = RenderedMessages.of(present);

        final RenderedMessages seen = RenderedMessages.ofNewer(present);

        assertEquals(PacketMix.KINDS, expected.messages().size());
        assertEquals(PacketVerdict.ACCEPTED, seen.verdict());
        assertEquals(expected.messages(), seen.messages());
        assertEquals(0, expected.unknownTemplates());
        assertEquals(1, seen.unknownTemplates());
    }

    /** Otherwise these tests would no longer speak of the schema that is in use. */
    @Test
    void shouldDifferFromThePresentSchemaByAdditionsOnly() throws IOException {
        final Iterator<String> next = schema("src/test/sbe/gossip-next.xml").iterator();
        for (final String line : schema("../gossip-core/src/main/sbe/gossip.xml")) {
            boolean found = false;
            while (!found && next.hasNext()) {
                found = next.next().equals(line);
            }
            assertTrue(found, () -> "changed or missing in gossip-next.xml: " + line);
        }
    }

    /** From the types on; the attributes of the schema itself must differ. */
    private static List<String> schema(final String file) throws IOException {
        final List<String> lines = Files.readAllLines(Path.of(file));
        return lines.subList(lines.indexOf("    <types>"), lines.size());
    }
}
