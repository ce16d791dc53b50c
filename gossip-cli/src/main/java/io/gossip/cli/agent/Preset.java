package io.gossip.cli.agent;

import io.gossip.GossipIntervals;
import java.util.Locale;
import java.util.function.Supplier;

/** Rhythms by name. */
public enum Preset {
    LAN(GossipIntervals::lan),
    WAN(GossipIntervals::wan),
    LOCAL(GossipIntervals::local),
    REFERENCE(GossipIntervals::reference);

    private final Supplier<GossipIntervals> intervals;

    Preset(final Supplier<GossipIntervals> intervals) {
        this.intervals = intervals;
    }

    /** @return the rhythm */
    public GossipIntervals intervals() {
        return intervals.get();
    }

    /** The name as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
