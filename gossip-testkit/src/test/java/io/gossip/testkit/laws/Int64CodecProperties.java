package io.gossip.testkit.laws;

import io.gossip.StoreKey;
import io.gossip.ValueCodec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class Int64CodecProperties implements CodecLaws<Long> {
    @Override
    public ValueCodec<Long> codec() {
        return StoreKey.int64("key").codec();
    }

    @Override
    @Provide
    public Arbitrary<Long> values() {
        return Arbitraries.longs();
    }
}
