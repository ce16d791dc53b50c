package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written is what is read, and never more than the budget. */
class PacketProperties {
    @Provide
    Arbitrary<List<Message>> mixtures() {
        return MessageArbitraries.mixtures();
    }

    @Provide
    Arbitrary<Message> message() {
        return MessageArbitraries.message();
    }

    @Property(tries = 500)
    void shouldGiveBackAnyMessageWhenItFits(@ForAll("message") final Message message) {
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER, 5, 1 << 16);
        assertTrue(message.tryWrite(encoder));

        final Reception reception = Reception.of(Samples.sealed(encoder));

        assertEquals(PacketVerdict.ACCEPTED, reception.verdict());
        assertEquals(List.of(message), reception.messages());
    }

    @Property(tries = 500)
    void shouldGiveBackWhatFittedAndStayWithinTheLimit(
            @ForAll("mixtures") final List<Message> mixture,
            @ForAll @IntRange(min = PacketDescriptor.HEADER_LENGTH, max = 3_000) final int limit) {
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER, 5, 3_000).begin(limit);
        final List<Message> fitted = new ArrayList<>();
        for (final Message message : mixture) {
            final int remaining = encoder.remaining();
            final byte[] before = Samples.sealed(encoder);
            if (message.tryWrite(encoder)) {
                fitted.add(message);
            } else {
                assertEquals(remaining, encoder.remaining());
                assertArrayEquals(before, Samples.sealed(encoder));
            }
        }

        final int length = encoder.end();
        final Reception reception = Reception.of(encoder.buffer(), 0, length);

        assertTrue(length <= limit, () -> "length=" + length + " limit=" + limit);
        assertEquals(fitted.isEmpty(), encoder.isEmpty());
        assertEquals(fitted.isEmpty() ? 0 : limit - encoder.remaining(), length);
        assertEquals(fitted, reception.messages());
        assertEquals(fitted.isEmpty() ? PacketVerdict.TOO_SHORT : PacketVerdict.ACCEPTED, reception.verdict());
    }

    @Property(tries = 300)
    void shouldRefuseAMessageOnlyWhenItIsLongerThanTheRoom(@ForAll("message") final Message message) {
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER, 5, 1 << 16);
        assertTrue(message.tryWrite(encoder));
        final int length = encoder.end();

        assertTrue(message.tryWrite(encoder.begin(length)));
        assertEquals(0, encoder.remaining());
        assertTrue(!message.tryWrite(encoder.begin(length - 1)));
        assertTrue(encoder.isEmpty());
    }

    @Property(tries = 150)
    void shouldGiveBackWholeMessagesOnlyWhenCutAnywhere(@ForAll("mixtures") final List<Message> mixture) {
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER, 5, 1_000);
        final List<Message> fitted = new ArrayList<>();
        final List<Integer> ends = new ArrayList<>(List.of(PacketDescriptor.HEADER_LENGTH));
        for (final Message message : mixture) {
            if (message.tryWrite(encoder)) {
                fitted.add(message);
                ends.add(1_000 - encoder.remaining());
            }
        }
        final byte[] packet = Samples.sealed(encoder);
        for (int length = 0; length < packet.length; length++) {
            final Reception reception = Reception.of(Reception.withMatchingChecksum(Arrays.copyOf(packet, length)));

            final int cut = length;
            final int whole =
                    Math.max(0, (int) ends.stream().filter(end -> end <= cut).count() - 1);
            assertEquals(fitted.subList(0, whole), reception.messages());
            assertEquals(
                    cut < PacketDescriptor.HEADER_LENGTH
                            ? PacketVerdict.TOO_SHORT
                            : ends.contains(cut) ? PacketVerdict.ACCEPTED : PacketVerdict.MALFORMED,
                    reception.verdict());
        }
    }
}
