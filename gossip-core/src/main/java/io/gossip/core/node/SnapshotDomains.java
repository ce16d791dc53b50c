package io.gossip.core.node;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.domain.DeclaredDomains;
import io.gossip.core.quorum.SelfStatus;

/** Failure domains as declared now. Protocol thread only. */
final class SnapshotDomains implements DeclaredDomains {
    private final Snapshots snapshots;
    private final SelfStatus selfStatus;

    SnapshotDomains(final Snapshots snapshots, final SelfStatus selfStatus) {
        this.snapshots = snapshots;
        this.selfStatus = selfStatus;
    }

    @Override
    public String suspectDomain(final NodeId id) {
        final Declaration declaration = snapshots.declaration();
        if (!declaration.quorumProvider().goesByDomains()
                || !declaration.nodes().containsKey(id)) {
            return null;
        }
        final String domain = declaration.domainOf(id);
        return declaration.isActive(domain)
                        && !domain.equals(declaration.domains().own())
                ? domain
                : null;
    }

    @Override
    public boolean isSelfUp() {
        return selfStatus.status() == NodeStatus.UP;
    }
}
