package io.gossip.experiment;

import io.gossip.GossipIntervals;
import io.gossip.core.node.Lifeguard;
import java.time.Duration;

/** A row of the table: which parts of the failure detector are there, and its rhythm. */
enum Detector {
    SWIM("SWIM only", Lifeguard.NONE, memberlist()),
    PROBE("+ local health probe", new Lifeguard(true, false, false), memberlist()),
    SUSPICION("+ suspicion", new Lifeguard(false, true, false), memberlist()),
    BUDDY("+ buddy", new Lifeguard(false, false, true), memberlist()),
    FULL("full", Lifeguard.FULL, memberlist()),
    FULL_LAN("full, lan()", Lifeguard.FULL, GossipIntervals.lan());

    private final String label;
    private final Lifeguard lifeguard;
    private final GossipIntervals intervals;

    Detector(final String label, final Lifeguard lifeguard, final GossipIntervals intervals) {
        this.label = label;
        this.lifeguard = lifeguard;
        this.intervals = intervals;
    }

    /** The paper's: alpha 5, beta 6, and memberlist's LAN defaults, whose probe timeout does not follow the round trips. */
    private static GossipIntervals memberlist() {
        final Duration timeout = Duration.ofMillis(500);
        return new GossipIntervals(
                Duration.ofMillis(200), 3, Duration.ofSeconds(1), timeout, timeout, 3, 5, 6, Duration.ofMinutes(1));
    }

    String label() {
        return label;
    }

    Lifeguard lifeguard() {
        return lifeguard;
    }

    GossipIntervals intervals() {
        return intervals;
    }
}
