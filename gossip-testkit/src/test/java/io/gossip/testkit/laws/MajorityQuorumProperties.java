package io.gossip.testkit.laws;

import io.gossip.QuorumProvider;

class MajorityQuorumProperties implements QuorumProviderLaws {
    @Override
    public QuorumProvider provider() {
        return QuorumProvider.majority();
    }
}
