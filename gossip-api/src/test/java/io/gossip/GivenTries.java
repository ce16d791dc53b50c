package io.gossip;

import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs every property with the tries and the seed of the system properties {@code gossip.tries} and {@code gossip.seed},
 * where they are given; jqwik itself knows a default for tries only. A property that fixes its seed keeps both: it counts
 * how often its generators make the rare cases. Registered for all modules by the profile {@code properties}.
 */
public final class GivenTries implements AroundPropertyHook {
    private static final Optional<Integer> TRIES = given("gossip.tries").map(Integer::valueOf);
    private static final Optional<Long> SEED = given("gossip.seed").map(Long::valueOf);

    private static Optional<String> given(final String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public int aroundPropertyProximity() {
        return -100; // outside of all other hooks
    }

    @Override
    public PropertyExecutionResult aroundProperty(
            final PropertyLifecycleContext context, final PropertyExecutor property) {
        final PropertyAttributes attributes = context.attributes();
        if (attributes.seed().isEmpty()) {
            TRIES.ifPresent(attributes::setTries);
            SEED.map(String::valueOf).ifPresent(attributes::setSeed);
        }
        return property.execute();
    }
}
