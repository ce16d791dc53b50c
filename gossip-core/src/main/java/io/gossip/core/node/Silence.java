package io.gossip.core.node;

import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.suspicion.SuspicionTimeouts;
import io.gossip.core.task.TimedTask;

/**
 * Notices that this node has heard of no quorum member, directly, for longer than the longest suspicion: it is cut off, or deaf.
 * None of them counts for its quorum then, though it takes much longer to find out about each, the more so as it must doubt
 * its own health. Others are told nothing. It ends with the first packet. Protocol thread only.
 */
final class Silence implements TimedTask {
    /** Probe intervals that are waited for beyond the longest suspicion. */
    private static final int SPARE_INTERVALS = 2;

    private final MemberTable table;
    private final Snapshots snapshots;
    private final boolean isManaged;
    private final SuspicionTimeouts timeouts;
    private final long spareNs;
    private final long toleranceNs;
    private long lastHeardNs;
    private long postponedNs;
    private boolean isOn;
    private int boundAtCount;
    private long boundNs;

    Silence(
            final NodeConfig config,
            final MemberTable table,
            final Snapshots snapshots,
            final SuspicionTimeouts timeouts,
            final long nowNs) {
        this.table = table;
        this.snapshots = snapshots;
        this.isManaged = config.membershipMode() == MembershipMode.MANAGED;
        this.timeouts = timeouts;
        this.spareNs = SPARE_INTERVALS * config.intervals().probeIntervalNs();
        this.toleranceNs = config.intervals().tickNs();
        this.lastHeardNs = nowNs;
    }

    /** A packet of a present member came in. */
    void onHeard(final Member member, final long nowNs) {
        // Looked up once in a while only: a tick more or less does not matter.
        if ((isOn || nowNs - lastHeardNs > toleranceNs) && isQuorumMember(member.id())) {
            lastHeardNs = nowNs;
            postponedNs = 0;
            isOn = false;
        }
    }

    private boolean isQuorumMember(final NodeId id) {
        final NodeUpdate declared = isManaged ? snapshots.declaration().nodes().get(id) : null;
        return !isManaged || declared != null && declared.quorumMember();
    }

    /** For so long this node listened to nobody; in all it is as patient as that once more, and no longer. */
    void onStalled(final long stallNs) {
        final long grantedNs = Math.min(stallNs, boundNs() - postponedNs);
        postponedNs += grantedNs;
        lastHeardNs += grantedNs;
    }

    /** @return whether nobody is heard */
    boolean isOn() {
        return isOn;
    }

    @Override
    public long deadlineNs() {
        return isOn || table.peers().isEmpty() ? NEVER : lastHeardNs + boundNs();
    }

    private long boundNs() {
        if (boundAtCount != table.presentCount()) {
            boundAtCount = table.presentCount();
            boundNs = timeouts.maxNs(boundAtCount) + spareNs;
        }
        return boundNs;
    }

    @Override
    public void run(final long nowNs) {
        isOn = true;
    }
}
