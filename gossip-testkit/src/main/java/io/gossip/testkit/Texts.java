package io.gossip.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What ids and keys are made of: well-formed text without control characters. */
final class Texts {
    private Texts() {}

    static Arbitrary<String> printable(final int maxCodePoints) {
        final Arbitrary<Integer> anywhere = Arbitraries.integers()
                .between(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .filter(c -> !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
        return Arbitraries.oneOf(Arbitraries.integers().between('a', 'z'), anywhere)
                .list()
                .ofMinSize(1)
                .ofMaxSize(maxCodePoints)
                .map(points -> {
                    final StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }
}
