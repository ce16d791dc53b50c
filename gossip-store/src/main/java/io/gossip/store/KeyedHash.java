package io.gossip.store;

import io.gossip.NodeId;
import java.nio.charset.StandardCharsets;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) with a key derived from the cluster id and gossip version: nodes of one
 * cluster agree on it. Without a secret in the key it keeps accidents away, not attackers. Immutable; allocates nothing
 * per hash.
 */
public final class KeyedHash {
    private static final long SEED0 = 0x676f737369702d30L;
    private static final long SEED1 = 0x6b65796564686173L;

    private final long k0;
    private final long k1;

    private KeyedHash(final long k0, final long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /**
     * @param clusterId the cluster
     * @param gossipVersion its version; the two are told apart, so that ("a", "bc") differs from ("ab", "c")
     * @return the cluster's hash
     */
    public static KeyedHash of(final String clusterId, final String gossipVersion) {
        final byte[] id = clusterId.getBytes(StandardCharsets.UTF_8);
        final byte[] version = gossipVersion.getBytes(StandardCharsets.UTF_8);
        final byte[] key = new byte[id.length + 1 + version.length];
        System.arraycopy(id, 0, key, 0, id.length);
        System.arraycopy(version, 0, key, id.length + 1, version.length);
        return new KeyedHash(new KeyedHash(SEED0, SEED1).hash(key), new KeyedHash(SEED1, SEED0).hash(key));
    }

    /** @return what packets of this cluster carry to be told from those of others */
    public long clusterHash() {
        return mix(k0, k1, 0, 0);
    }

    /** @return 64 bits, stable over processes and versions of Java; never 0, which means "none" on the wire */
    public long of(final NodeId id) {
        final State s = new State(k0, k1);
        int i = 0;
        for (final int end = id.length() & ~7; i < end; i += 8) {
            long word = 0;
            for (int j = 7; j >= 0; j--) {
                word = word << 8 | id.byteAt(i + j) & 0xFFL;
            }
            s.word(word);
        }
        long last = (long) id.length() << 56;
        for (int j = 0; i + j < id.length(); j++) {
            last |= (id.byteAt(i + j) & 0xFFL) << (8 * j);
        }
        final long hash = s.finish(last);
        return hash == 0 ? 1 : hash;
    }

    /** @return hash of the bytes */
    public long hash(final byte[] bytes) {
        final State s = new State(k0, k1);
        int i = 0;
        for (final int end = bytes.length & ~7; i < end; i += 8) {
            long word = 0;
            for (int j = 7; j >= 0; j--) {
                word = word << 8 | bytes[i + j] & 0xFFL;
            }
            s.word(word);
        }
        long last = (long) bytes.length << 56;
        for (int j = 0; i + j < bytes.length; j++) {
            last |= (bytes[i + j] & 0xFFL) << (8 * j);
        }
        return s.finish(last);
    }

    /** @return hash of four words: a state of one owner, a member's incarnation */
    public long mix(final long a, final long b, final long c, final long d) {
        final State s = new State(k0, k1);
        s.word(a);
        s.word(b);
        s.word(c);
        s.word(d);
        return s.finish(32L << 56);
    }

    /** Does not escape: the JIT keeps it in registers. */
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(final long k0, final long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void word(final long m) {
            v3 ^= m;
            round();
            round();
            v0 ^= m;
        }

        long finish(final long last) {
            word(last);
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
