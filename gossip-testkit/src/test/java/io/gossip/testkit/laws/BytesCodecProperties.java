package io.gossip.testkit.laws;

import io.gossip.StoreKey;
import io.gossip.ValueCodec;
import io.gossip.testkit.Values;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

class BytesCodecProperties implements CodecLaws<byte[]> {
    @Override
    public ValueCodec<byte[]> codec() {
        return StoreKey.bytes("key").codec();
    }

    @Override
    @Provide
    public Arbitrary<byte[]> values() {
        return Values.upTo(300);
    }
}
