package io.gossip.testkit;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.FaultSchedule;
import io.gossip.testkit.model.OwnerHistory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.domains.DomainContextBase;

/**
 * All generators by the type of the parameter: {@code @Property @Domain(GossipDomain.class) void p(@ForAll OwnerHistory
 * history)}. Types that are not of gossip are generated as everywhere.
 */
@Domain(DomainContext.Global.class)
public final class GossipDomain extends DomainContextBase {
    /** For jqwik. */
    public GossipDomain() {}

    /** @return any valid ids */
    @Provide
    public Arbitrary<NodeId> nodeIds() {
        return NodeIds.any();
    }

    /** @return any lives */
    @Provide
    public Arbitrary<Generation> generations() {
        return Generations.any();
    }

    /** @return histories of one to three lives */
    @Provide
    public Arbitrary<OwnerHistory> histories() {
        return OwnerHistories.any();
    }

    /** @return streams of any history */
    @Provide
    public Arbitrary<ChunkStream> streams() {
        return ChunkStreams.any();
    }

    /** @return schedules for clusters of three to seven nodes */
    @Provide
    public Arbitrary<FaultSchedule> faults() {
        return FaultSchedules.any();
    }
}
