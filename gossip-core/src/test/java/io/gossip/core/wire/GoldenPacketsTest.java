package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenPacketsTest {
    @TestFactory
    Stream<DynamicTest> shouldEncodeEachKindAsPinned() {
        return Samples.ofEachKind().entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                    final byte[] packet = Samples.packet(kind.getValue());
                    GoldenPackets.writeWhenAsked(kind.getKey(), packet);
                    assertEquals(GoldenPackets.read(kind.getKey()), GoldenPackets.textOf(packet));
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldDecodeEachPinnedPacket() {
        return Samples.ofEachKind().entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                    final Reception reception = Reception.of(GoldenPackets.parse(GoldenPackets.read(kind.getKey())));
                    assertEquals(PacketVerdict.ACCEPTED, reception.verdict());
                    assertEquals(List.of(kind.getValue()), reception.messages());
                }));
    }

    @Test
    void shouldPinEveryTemplate() {
        final Map<String, Message> kinds = Samples.ofEachKind();
        final long[] templates = kinds.keySet().stream()
                .mapToLong(name -> GoldenPackets.parse(GoldenPackets.read(name))[30])
                .toArray();

        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L),
                Arrays.stream(templates).boxed().toList());
    }
}
