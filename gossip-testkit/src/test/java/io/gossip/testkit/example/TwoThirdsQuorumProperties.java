package io.gossip.testkit.example;

import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import io.gossip.testkit.laws.QuorumProviderLaws;
import java.util.Set;

class TwoThirdsQuorumProperties implements QuorumProviderLaws {
    @Override
    public QuorumProvider provider() {
        return (memberCount, members) -> {
            final int needed = memberCount * 2 / 3 + 1;
            final int up = (int) members.stream()
                    .filter(member -> member.status().countsAsUp())
                    .count();
            return new QuorumStatus(up >= needed, memberCount, needed, up, Set.of());
        };
    }
}
