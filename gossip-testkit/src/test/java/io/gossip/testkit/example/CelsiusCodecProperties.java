package io.gossip.testkit.example;

import io.gossip.ValueCodec;
import io.gossip.testkit.laws.CodecLaws;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class CelsiusCodecProperties implements CodecLaws<Celsius> {
    @Override
    public ValueCodec<Celsius> codec() {
        return new CelsiusCodec();
    }

    @Override
    @Provide
    public Arbitrary<Celsius> values() {
        return Arbitraries.integers().map(Celsius::new);
    }
}
