package io.gossip.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.core.wire.PacketVerdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NewerSenderProperties {
    @Property(tries = 300)
    void shouldReadAnyMixtureAsIfItWereOfThisSchema(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 30) final int messages) {
        final byte[] present = new PacketMix(seed).ofAnyKinds(messages);

        final RenderedMessages seen = RenderedMessages.ofNewer(present);

        assertEquals(PacketVerdict.ACCEPTED, seen.verdict());
        assertEquals(RenderedMessages.of(present).messages(), seen.messages());
        assertEquals(1, seen.unknownTemplates());
    }
}
