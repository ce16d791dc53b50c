package io.gossip.testkit.example;

import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import io.gossip.testkit.laws.QuorumProviderLaws;
import java.util.Map;

class TwoThirdsQuorumProperties implements QuorumProviderLaws {
    @Override
    public QuorumProvider provider() {
        return membership -> {
            final int needed = membership.memberCount() * 2 / 3 + 1;
            final int up = (int) membership.members().stream()
                    .filter(member -> member.status().countsAsUp())
                    .count();
            return new QuorumStatus(up >= needed, membership.memberCount(), needed, up, Map.of());
        };
    }
}
