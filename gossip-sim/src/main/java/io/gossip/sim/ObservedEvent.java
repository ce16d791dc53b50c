package io.gossip.sim;

import io.gossip.GossipEvent;
import io.gossip.spi.Arguments;
import java.time.Duration;

/**
 * An event as a node reported it.
 *
 * @param elapsedNs when, in nanoseconds of virtual time since the beginning of the simulation
 * @param life which life of the node reported it, from 1
 * @param event what it reported
 */
public record ObservedEvent(long elapsedNs, int life, GossipEvent event) {
    /** @throws io.gossip.InvalidValueException when the event is null */
    public ObservedEvent {
        Arguments.notNull(event, "event");
    }

    /** @return when, since the beginning of the simulation */
    public Duration at() {
        return Duration.ofNanos(elapsedNs);
    }
}
