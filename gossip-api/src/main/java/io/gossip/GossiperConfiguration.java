package io.gossip;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is fixed for a {@link Gossiper}.
 *
 * @param node the protocol's part
 * @param generation counter of the first life, if not the one after the durable directory's, or else the epoch clock's
 *     milliseconds at creation; each start takes a higher one
 * @param bind where to listen
 * @param advertise what to tell others instead, if anything
 * @param transport name of the transport; may be left out where only one is present
 * @param transportOptions settings of that transport, by name
 * @param agentMode who runs the duty cycle
 * @param joinTime longest wait of a start for answers
 * @param listenerCapacity events a listener may lag behind before it is resynchronised, 1 to 1,000,000
 * @param durableDirectory where counters, own values and known peers outlive the process, if they shall
 */
public record GossiperConfiguration(
        NodeConfig node,
        OptionalLong generation,
        NodeAddress bind,
        Optional<NodeAddress> advertise,
        Optional<String> transport,
        Map<String, String> transportOptions,
        AgentMode agentMode,
        Duration joinTime,
        int listenerCapacity,
        Optional<Path> durableDirectory) {

    /** Largest counter of a first life: above it there is no room to be outbid. */
    public static final long MAX_GENERATION = 1L << 47;

    static final int MAX_LISTENER_CAPACITY = 1_000_000;
    static final Duration MAX_JOIN_TIME = Duration.ofMinutes(10);

    /** @throws InvalidValueException when a component is null or out of range */
    public GossiperConfiguration {
        Checks.notNull(node, "node");
        if (Checks.notNull(generation, "generation").isPresent()) {
            Checks.inRange(generation.getAsLong(), 1, MAX_GENERATION, "generation");
        }
        Checks.notNull(bind, "bind");
        Checks.notNull(advertise, "advertise");
        Checks.notNull(transport, "transport");
        transportOptions = Checks.sortedCopy(transportOptions, "transportOptions");
        Checks.notNull(agentMode, "agentMode");
        Checks.inRange(joinTime, Duration.ZERO, MAX_JOIN_TIME, "joinTime");
        Checks.inRange(listenerCapacity, 1, MAX_LISTENER_CAPACITY, "listenerCapacity");
        Checks.notNull(durableDirectory, "durableDirectory");
    }
}
