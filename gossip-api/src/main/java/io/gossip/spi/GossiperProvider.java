package io.gossip.spi;

import io.gossip.GossipStore;
import io.gossip.Gossiper;
import io.gossip.GossiperConfiguration;
import io.gossip.NodeConfig;
import java.util.OptionalLong;

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

    /**
     * @param node who and within which bounds, checked
     * @param generation counter of its life, or empty for one by the clock
     * @return a store without a network, to be used from any thread
     */
    GossipStore createStore(NodeConfig node, OptionalLong generation);
}
