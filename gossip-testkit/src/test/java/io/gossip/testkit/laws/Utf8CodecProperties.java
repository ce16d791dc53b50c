package io.gossip.testkit.laws;

import io.gossip.StoreKey;
import io.gossip.ValueCodec;
import io.gossip.testkit.Keys;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class Utf8CodecProperties implements CodecLaws<String> {
    @Override
    public ValueCodec<String> codec() {
        return StoreKey.utf8("key").codec();
    }

    @Override
    @Provide
    public Arbitrary<String> values() {
        return Arbitraries.oneOf(Arbitraries.strings().ascii(), Keys.any(), Arbitraries.just(""));
    }
}
