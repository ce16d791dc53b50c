package io.gossip.store;

import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * SipHash-2-4 (Jean-Philippe Aumasson and Daniel J. Bernstein, "SipHash: a fast short-input PRF", 2012, section 2) with
 * a key derived from the cluster id and gossip version: nodes of one cluster agree on it. Without a secret in the key it
 * keeps accidents away, not attackers. Results are the same over processes, platforms and versions of Java.
 *
 * <p>Immutable: any thread may call it. Hashing allocates nothing once compiled.
 */
public final class KeyedHash {
    /** {@link #ofLife} of no life. */
    public static final int NO_LIFE = 0;

    private static final long V0 = 0x736f6d6570736575L;
    private static final long V1 = 0x646f72616e646f6dL;
    private static final long V2 = 0x6c7967656e657261L;
    private static final long V3 = 0x7465646279746573L;
    private static final long FINAL = 0xff;
    private static final int ROUNDS = 2;
    private static final int FINAL_ROUNDS = 4;
    private static final int MIX_WORDS = 4;
    private static final long SEED0 = 0x676f737369702d30L;
    private static final long SEED1 = 0x6b65796564686173L;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long k0;
    private final long k1;

    private KeyedHash(final long k0, final long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /**
     * @param k0 first half of the key, little endian
     * @param k1 second half
     * @return the hash with exactly this key
     */
    static KeyedHash withKey(final long k0, final long k1) {
        return new KeyedHash(k0, k1);
    }

    /**
     * @param clusterId the cluster; without control characters, so that the two are told apart: ("a", "bc") differs from
     *     ("ab", "c")
     * @param gossipVersion its version
     * @return the cluster's hash
     * @throws InvalidValueException when an argument is null
     */
    public static KeyedHash of(final String clusterId, final String gossipVersion) {
        final byte[] id = Arguments.notNull(clusterId, "clusterId").getBytes(StandardCharsets.UTF_8);
        final byte[] version = Arguments.notNull(gossipVersion, "gossipVersion").getBytes(StandardCharsets.UTF_8);
        final byte[] key = new byte[id.length + 1 + version.length];
        System.arraycopy(id, 0, key, 0, id.length);
        System.arraycopy(version, 0, key, id.length + 1, version.length);
        return withKey(withKey(SEED0, SEED1).hash(key), withKey(SEED1, SEED0).hash(key));
    }

    /** @return what packets of this cluster carry to be told from those of others */
    public long clusterHash() {
        return mix(k0, k1, 0, 0);
    }

    /**
     * @param id a node
     * @return hash of the id's bytes; never 0, which means "none" on the wire
     * @throws InvalidValueException when it is null
     */
    public long of(final NodeId id) {
        final State state = new State(k0, k1);
        final int length = Arguments.notNull(id, "id").length();
        for (int i = 0; i < length; i++) {
            state.next(id.byteAt(i));
        }
        final long hash = state.finish();
        return hash == 0 ? 1 : hash;
    }

    /**
     * @param bytes any number of bytes
     * @return their hash
     * @throws InvalidValueException when they are null
     */
    public long hash(final byte[] bytes) {
        final State state = new State(k0, k1);
        int i = 0;
        for (final int end = Arguments.notNull(bytes, "bytes").length & -Long.BYTES; i < end; i += Long.BYTES) {
            state.word((long) WORDS.get(bytes, i));
        }
        for (; i < bytes.length; i++) {
            state.next(bytes[i]);
        }
        return state.finish();
    }

    /**
     * @param counter counter of a life
     * @param nonce its nonce
     * @return a short hash of it; {@link #NO_LIFE} when both are 0, and never for a real one
     */
    public int ofLife(final long counter, final long nonce) {
        if (counter == 0 && nonce == 0) {
            return NO_LIFE;
        }
        final int tag = (int) mix(counter, nonce, 0, 0);
        return tag == NO_LIFE ? 1 : tag;
    }

    /**
     * Hash of four words, as of their 32 bytes in little endian: a state of one owner, a member's incarnation. In one
     * loop over local variables, since this runs at every publish and must not depend on the compiler for making no
     * object.
     */
    public long mix(final long a, final long b, final long c, final long d) {
        long v0 = k0 ^ V0;
        long v1 = k1 ^ V1;
        long v2 = k0 ^ V2;
        long v3 = k1 ^ V3;
        for (int step = 0; step <= MIX_WORDS + 1; step++) {
            final boolean isEnd = step > MIX_WORDS;
            final long word = isEnd ? 0 : mixWord(step, a, b, c, d);
            v2 ^= isEnd ? FINAL : 0;
            v3 ^= word;
            for (int round = isEnd ? FINAL_ROUNDS : ROUNDS; round > 0; round--) {
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
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** @return the words, and behind them the one with the length */
    private static long mixWord(final int step, final long a, final long b, final long c, final long d) {
        return switch (step) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            case 3 -> d;
            default -> (long) (MIX_WORDS * Long.BYTES) << 56;
        };
    }

    /** One hash under way; does not escape. A word may not follow a number of bytes that is no multiple of 8. */
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;
        private long pending;
        private int length;

        State(final long k0, final long k1) {
            v0 = k0 ^ V0;
            v1 = k1 ^ V1;
            v2 = k0 ^ V2;
            v3 = k1 ^ V3;
        }

        void next(final byte b) {
            pending |= (b & 0xFFL) << 8 * (length & 7);
            length++;
            if ((length & 7) == 0) {
                compress(pending);
                pending = 0;
            }
        }

        void word(final long m) {
            compress(m);
            length += Long.BYTES;
        }

        private void compress(final long m) {
            v3 ^= m;
            round();
            round();
            v0 ^= m;
        }

        long finish() {
            compress((long) length << 56 | pending);
            v2 ^= FINAL;
            for (int i = 0; i < FINAL_ROUNDS; i++) {
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
