package io.gossip.core.provider;

import io.gossip.GossipStore;
import io.gossip.Gossiper;
import io.gossip.GossiperConfiguration;
import io.gossip.NodeConfig;
import io.gossip.core.shell.NodeGossiper;
import io.gossip.core.shell.StandaloneStore;
import io.gossip.core.shell.Surroundings;
import io.gossip.spi.GossiperProvider;
import io.gossip.spi.GossiperResources;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/** Makes gossipers over real clocks: nonces, choices and what must stay secret come from a generator seeded by the
 * system's entropy. */
public final class CoreGossiperProvider implements GossiperProvider {
    /** For ServiceLoader. */
    public CoreGossiperProvider() {}

    @Override
    public Gossiper create(final GossiperConfiguration configuration, final GossiperResources resources) {
        return new NodeGossiper(
                configuration,
                resources,
                new Surroundings(
                        SystemNanoClock.INSTANCE, SystemEpochClock.INSTANCE, CoreGossiperProvider::randomness));
    }

    @Override
    public GossipStore createStore(final NodeConfig node, final OptionalLong generation) {
        return StandaloneStore.open(node, generation, randomness(), SystemEpochClock.INSTANCE);
    }

    private static RandomGenerator randomness() {
        return new VeiledRandom(Entropy.seed(), Entropy.seed());
    }
}
