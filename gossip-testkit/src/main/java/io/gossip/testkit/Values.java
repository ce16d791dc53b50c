package io.gossip.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Bytes of values. */
public final class Values {
    private static final int SHORT = 8;

    private Values() {}

    /** @return any bytes of that length or less, none included */
    public static Arbitrary<byte[]> upTo(final int maxLength) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(maxLength);
    }

    /** @return a few bytes or none */
    public static Arbitrary<byte[]> few() {
        return upTo(SHORT);
    }
}
