package io.gossip.testkit.laws;

import io.gossip.QuorumProvider;

class FailureDomainQuorumProperties implements QuorumProviderLaws {
    @Override
    public QuorumProvider provider() {
        return QuorumProvider.failureDomains();
    }
}
