package io.gossip.spi;

import io.gossip.InvalidValueException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * What a user may bring along for a gossiper to use.
 *
 * @param threadFactory makes its threads
 * @param listenerExecutor runs its listeners
 */
public record GossiperResources(Optional<ThreadFactory> threadFactory, Optional<Executor> listenerExecutor) {
    /** @throws InvalidValueException when a component is null */
    public GossiperResources {
        if (threadFactory == null || listenerExecutor == null) {
            throw new InvalidValueException(
                    "must not be null, threadFactory=" + threadFactory + " listenerExecutor=" + listenerExecutor);
        }
    }
}
