package io.gossip.cli.demo;

import io.gossip.InvalidValueException;
import io.gossip.cli.agent.Preset;
import io.gossip.cli.agent.TransportSettings;
import java.time.Duration;

/**
 * What the demonstration shows, and how long each part of it may take. The bounds are several times what a machine with
 * two cores takes, so that reaching them means that something is wrong.
 *
 * @param nodes how many agents, 3 to 32
 * @param preset their rhythm
 * @param transport what carries their packets
 */
public record DemoSettings(int nodes, Preset preset, TransportSettings transport) {
    /** Least number: fewer cannot lose one and keep their quorum. */
    public static final int MIN_NODES = 3;

    /** Largest number: each is a process. */
    public static final int MAX_NODES = 32;

    /** The key that every agent writes. */
    static final String KEY = "greeting";

    private static final int DOWN_PROBES = 60;
    private static final Duration USUAL = Duration.ofSeconds(10);

    /** @throws InvalidValueException when the number is out of range */
    public DemoSettings {
        if (nodes < MIN_NODES || nodes > MAX_NODES) {
            throw new InvalidValueException("out of range " + MIN_NODES + " to " + MAX_NODES + ", nodes=" + nodes);
        }
    }

    /** @return for all processes to start and to know each other: it grows with what they have to share, the processor */
    Duration startBound() {
        return USUAL.multipliedBy(3).plusSeconds(nodes);
    }

    /** @return for a value to be everywhere */
    Duration valueBound() {
        return USUAL.plus(preset.intervals().tick().multipliedBy(10));
    }

    /** @return for a death to be seen: the longest suspicion for this many nodes, and then some */
    Duration downBound() {
        return preset.intervals().probeInterval().multipliedBy(DOWN_PROBES);
    }

    /** @return for one to be back with all values */
    Duration returnBound() {
        return valueBound();
    }

    /** @return for all to say good-bye and end */
    Duration leaveBound() {
        return startBound();
    }
}
