package io.gossip.spi;

import io.gossip.Gossiper;
import io.gossip.GossiperConfiguration;

/**
 * Makes gossipers. Found with {@link java.util.ServiceLoader}; stateless, callable from any thread.
 */
public interface GossiperProvider {
    /**
     * @param configuration what is fixed, checked
     * @param resources what the user brings along
     * @return a gossiper that has not been started
     */
    Gossiper create(GossiperConfiguration configuration, GossiperResources resources);
}
