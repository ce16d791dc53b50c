package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;
import org.junit.jupiter.api.Test;

class NodeIdCacheTest {
    private final NodeIdCache cache = new NodeIdCache(Samples.HASH, 16_384);

    @Test
    void shouldGiveTheSameObjectForTheSameBytes() {
        final NodeId first = resolve("node-a");

        assertSame(first, resolve("node-a"));
        assertEquals(Samples.HASH.of(first), cache.resolvedHash());
    }

    @Test
    void shouldTellAllIdsApartAndHashThemRightlyWhenThereAreMoreThanItHolds() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 40_000; i++) {
                final NodeId id = resolve("node-" + i);
                assertEquals("node-" + i, id.value());
                assertEquals(Samples.HASH.of(id), cache.resolvedHash());
            }
        }
    }

    @Test
    void shouldKeepAThousandIdsAllAtOnce() {
        final NodeId[] ids = new NodeId[1_000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = resolve("node-" + i);
        }
        for (int i = 0; i < ids.length; i++) {
            assertSame(ids[i], resolve("node-" + i));
        }
    }

    /** Else those of the fullest sets would be made anew for ever. While the table grows one may get lost. */
    @Test
    void shouldKeepHalfAsManyIdsAsThereIsRoomFor() {
        final NodeIdCache half = new NodeIdCache(Samples.HASH, 16_384);
        final NodeId[] ids = new NodeId[8_192];
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < ids.length; i++) {
                final byte[] utf8 = Samples.utf8("node-" + i);
                final NodeId id = half.resolveOrNull(NioBuffer.wrapping(utf8), 0, utf8.length);
                assertTrue(round < 2 || ids[i] == id, () -> "made anew, id=" + id);
                ids[i] = id;
            }
        }
    }

    @Test
    void shouldTellIdsOfAllLengthsApartByEveryByte() {
        for (int length = 1; length <= 20; length++) {
            final String id = "abcdefghijklmnopqrst".substring(0, length);
            assertEquals(id, resolve(id).value());
            for (int place = 0; place < length; place++) {
                final String other = id.substring(0, place) + '-' + id.substring(place + 1);
                assertEquals(other, resolve(other).value());
            }
        }
    }

    /** Pairs that spread alike: whoever picks ids can have them. */
    @Test
    void shouldTellIdsApartThatSpreadAlike() {
        for (final String id : new String[] {"eiarbxqc", "mevpxlgc", "ayvbzpzh", "nmewnvie", "bogskehm", "ktdpqynf"}) {
            assertEquals(id, resolve(id).value());
        }
    }

    @Test
    void shouldGiveNullWhenTheBytesAreNoId() {
        assertNull(cache.resolveOrNull(NioBuffer.allocate(8), 0, 0));
        assertNull(cache.resolveOrNull(NioBuffer.allocate(300), 0, 256));
        assertNull(cache.resolveOrNull(NioBuffer.wrapping(new byte[] {(byte) 0xC3}), 0, 1));
        assertNull(resolve("a\nb"));
    }

    private NodeId resolve(final String text) {
        final byte[] utf8 = Samples.utf8(text);
        return cache.resolveOrNull(NioBuffer.wrapping(utf8), 0, utf8.length);
    }
}
