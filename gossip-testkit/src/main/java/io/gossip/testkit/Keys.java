package io.gossip.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Names of keys. */
public final class Keys {
    private static final int MAX_CHARACTERS = 60; // of at most 4 bytes each: within 255

    private Keys() {}

    /** @return any valid name, of any script */
    public static Arbitrary<String> any() {
        return Texts.printable(MAX_CHARACTERS);
    }

    /** @return few names, so that writes of one key are frequent; one is the beginning of another, one is not ASCII */
    public static Arbitrary<String> few() {
        return Arbitraries.of("a", "ab", "é");
    }
}
