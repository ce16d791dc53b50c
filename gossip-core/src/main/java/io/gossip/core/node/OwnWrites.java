package io.gossip.core.node;

import io.gossip.Generation;
import io.gossip.store.SelfWriter;

/**
 * Notices what this node wrote since it looked last, on any thread, and has it spread. Outlives the parts: what was spread
 * before a part in the network ended was told to those who were there. Protocol thread only.
 */
final class OwnWrites {
    private final SelfWriter self;
    private Generation spreadGeneration;
    private long spreadVersion;

    OwnWrites(final SelfWriter self) {
        this.self = self;
    }

    boolean arePending(final NodeParts parts) {
        return self.version() != spreadVersion
                || !parts.self.incarnation().generation().equals(spreadGeneration);
    }

    /** @return things done */
    int pickUp(final NodeParts parts, final long nowNs) {
        final Generation generation = parts.self.incarnation().generation();
        final long version = self.version();
        final boolean isNewLife = !generation.equals(spreadGeneration);
        if (!isNewLife && version == spreadVersion) {
            return 0;
        }
        parts.rumors.onWrite(parts.self.hash(), isNewLife ? 0 : spreadVersion, isNewLife);
        parts.spreader.onWrite(nowNs);
        spreadGeneration = generation;
        spreadVersion = version;
        return 1;
    }
}
