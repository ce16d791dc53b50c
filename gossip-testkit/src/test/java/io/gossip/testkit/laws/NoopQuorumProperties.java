package io.gossip.testkit.laws;

import io.gossip.QuorumProvider;

/** Both halves go on: that is what it is for. */
class NoopQuorumProperties implements QuorumVerdictLaws {
    @Override
    public QuorumProvider provider() {
        return QuorumProvider.noop();
    }
}
