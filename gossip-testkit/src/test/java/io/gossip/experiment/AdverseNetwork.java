package io.gossip.experiment;

import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;

/** What is wrong with the links of a few nodes, after the adverse cases of Rapid (Suresh et al., 2018, section 7). */
enum AdverseNetwork {
    DEAF("receives nothing") {
        @Override
        void apply(final VirtualCluster cluster, final String faulty, final boolean isOddPhase) {
            cut(cluster, faulty, true, true);
        }
    },
    MUTE("sends nothing") {
        @Override
        void apply(final VirtualCluster cluster, final String faulty, final boolean isOddPhase) {
            cut(cluster, faulty, false, true);
        }
    },
    FLIP_FLOP("receives nothing, every other 20 s") {
        @Override
        void apply(final VirtualCluster cluster, final String faulty, final boolean isOddPhase) {
            cut(cluster, faulty, true, !isOddPhase);
        }
    },
    LOSS("loses 80 % both ways") {
        @Override
        void apply(final VirtualCluster cluster, final String faulty, final boolean isOddPhase) {
            cluster.link(faulty, LinkModel.lan().withLoss(0.8));
        }
    };

    static final Duration PHASE = Duration.ofSeconds(20);

    private final String label;

    AdverseNetwork(final String label) {
        this.label = label;
    }

    /** Sets the links of a node for one phase. */
    abstract void apply(VirtualCluster cluster, String faulty, boolean isOddPhase);

    private static void cut(
            final VirtualCluster cluster, final String faulty, final boolean isInwards, final boolean isCut) {
        for (final VirtualNode other : cluster.nodes()) {
            final String id = other.id().value();
            if (id.equals(faulty)) {
                continue;
            }
            final String from = isInwards ? id : faulty;
            final String to = isInwards ? faulty : id;
            if (isCut) {
                cluster.cut(from, to);
            } else {
                cluster.mend(from, to);
            }
        }
    }

    String label() {
        return label;
    }
}
