package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    /** The key 00 01 .. 0f of the paper's appendix A and of the reference vectors. */
    private static final KeyedHash REFERENCE = KeyedHash.withKey(0x0706_0504_0302_0100L, 0x0f0e_0d0c_0b0a_0908L);

    /** SipHash-2-4 of the messages 00 01 .. n-1 for n = 0 to 63; the one for 15 bytes is the paper's example. */
    private static final long[] VECTORS = {
        0x726fdb47dd0e0e31L, 0x74f839c593dc67fdL, 0x0d6c8009d9a94f5aL, 0x85676696d7fb7e2dL,
        0xcf2794e0277187b7L, 0x18765564cd99a68dL, 0xcbc9466e58fee3ceL, 0xab0200f58b01d137L,
        0x93f5f5799a932462L, 0x9e0082df0ba9e4b0L, 0x7a5dbbc594ddb9f3L, 0xf4b32f46226bada7L,
        0x751e8fbc860ee5fbL, 0x14ea5627c0843d90L, 0xf723ca908e7af2eeL, 0xa129ca6149be45e5L,
        0x3f2acc7f57c29bdbL, 0x699ae9f52cbe4794L, 0x4bc1b3f0968dd39cL, 0xbb6dc91da77961bdL,
        0xbed65cf21aa2ee98L, 0xd0f2cbb02e3b67c7L, 0x93536795e3a33e88L, 0xa80c038ccd5ccec8L,
        0xb8ad50c6f649af94L, 0xbce192de8a85b8eaL, 0x17d835b85bbb15f3L, 0x2f2e6163076bcfadL,
        0xde4daaaca71dc9a5L, 0xa6a2506687956571L, 0xad87a3535c49ef28L, 0x32d892fad841c342L,
        0x7127512f72f27cceL, 0xa7f32346f95978e3L, 0x12e0b01abb051238L, 0x15e034d40fa197aeL,
        0x314dffbe0815a3b4L, 0x027990f029623981L, 0xcadcd4e59ef40c4dL, 0x9abfd8766a33735cL,
        0x0e3ea96b5304a7d0L, 0xad0c42d6fc585992L, 0x187306c89bc215a9L, 0xd4a60abcf3792b95L,
        0xf935451de4f21df2L, 0xa9538f0419755787L, 0xdb9acddff56ca510L, 0xd06c98cd5c0975ebL,
        0xe612a3cb9ecba951L, 0xc766e62cfcadaf96L, 0xee64435a9752fe72L, 0xa192d576b245165aL,
        0x0a8787bf8ecb74b2L, 0x81b3e73d20b49b6fL, 0x7fa8220ba3b2eceaL, 0x245731c13ca42499L,
        0xb78dbfaf3a8d83bdL, 0xea1ad565322a1a0bL, 0x60e61c23a3795013L, 0x6606d7e446282b93L,
        0x6ca4ecb15c5f91e1L, 0x9f626da15c9625f3L, 0xe51b38608ef25f57L, 0x958a324ceb064572L
    };

    private static byte[] counting(final int length) {
        final byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void shouldGiveTheReferenceVectors() {
        for (int length = 0; length < VECTORS.length; length++) {
            assertEquals(VECTORS[length], REFERENCE.hash(counting(length)), length + " bytes");
        }
    }

    @Test
    void shouldHashAnIdLikeItsBytes() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            text.append(i % 3 == 0 ? "\u00df" : (char) ('a' + i % 26));
            final NodeId id = NodeId.of(text.toString());
            assertEquals(REFERENCE.hash(id.toUtf8()), REFERENCE.of(id), id.length() + " bytes");
        }
    }

    @Test
    void shouldMixWordsLikeTheirBytes() {
        final ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(1).putLong(-2).putLong(Long.MIN_VALUE).putLong(0x0123_4567_89ab_cdefL);
        assertEquals(REFERENCE.hash(bytes.array()), REFERENCE.mix(1, -2, Long.MIN_VALUE, 0x0123_4567_89ab_cdefL));
        assertEquals(
                VECTORS[32],
                REFERENCE.mix(
                        0x0706_0504_0302_0100L,
                        0x0f0e_0d0c_0b0a_0908L,
                        0x1716_1514_1312_1110L,
                        0x1f1e_1d1c_1b1a_1918L));
    }

    @Test
    void shouldCountLengthsOfMoreThanAByte() {
        final Set<Long> hashes = new HashSet<>();
        for (int length = 0; length < 1_024; length++) {
            hashes.add(REFERENCE.hash(new byte[length]));
        }
        assertEquals(1_024, hashes.size(), "zeros of different lengths");
    }

    /** These numbers are on the wire: a change of one of them splits clusters. */
    @Test
    void shouldStayWhatItIs() {
        final KeyedHash hash = KeyedHash.of("cluster", "v1");
        assertEquals(0xe0639a1040c6aed9L, hash.of(NodeId.of("node-1")));
        assertEquals(0x467aa9ee4c06ad65L, hash.mix(1, 2, 3, 4));
        assertEquals(0x0905381fa9a3f6a9L, KeyedHash.of("", "").hash(new byte[0]));
    }

    @Test
    void shouldTellClustersAndVersionsApart() {
        final NodeId id = NodeId.of("node-1");
        final Set<Long> hashes = new HashSet<>();
        for (final String[] name : new String[][] {{"a", "bc"}, {"ab", "c"}, {"abc", ""}, {"", "abc"}, {"", ""}}) {
            hashes.add(KeyedHash.of(name[0], name[1]).of(id));
            assertEquals(
                    KeyedHash.of(name[0], name[1]).of(id),
                    KeyedHash.of(name[0], name[1]).of(id));
        }
        assertEquals(5, hashes.size());
        assertNotEquals(
                KeyedHash.of("a", "bc").clusterHash(), KeyedHash.of("ab", "c").clusterHash());
        assertNotEquals(KeyedHash.of("a", "b").of(id), KeyedHash.of("a", "b").of(NodeId.of("node-2")));
    }

    @Test
    void shouldRefuseNull() {
        assertThrows(InvalidValueException.class, () -> KeyedHash.of(null, "v1"));
        assertThrows(InvalidValueException.class, () -> KeyedHash.of("cluster", null));
        assertThrows(InvalidValueException.class, () -> REFERENCE.of(null));
        assertThrows(InvalidValueException.class, () -> REFERENCE.hash(null));
    }
}
