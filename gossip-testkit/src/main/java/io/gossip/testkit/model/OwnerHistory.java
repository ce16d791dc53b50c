package io.gossip.testkit.model;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.spi.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one owner ever published.
 *
 * @param owner whose
 * @param lives by rising generation, at least one
 */
public record OwnerHistory(NodeId owner, List<Life> lives) {
    /** Copies the list. */
    public OwnerHistory {
        Arguments.notNull(owner, "owner");
        lives = Arguments.copyOf(lives, "lives");
    }

    /** @return all that could ever be seen of the owner, in order: each life at version 0 and after each of its steps */
    public List<OwnerView> views() {
        final List<OwnerView> views = new ArrayList<>();
        for (final Life life : lives) {
            for (final long version : life.publishedVersions()) {
                views.add(OwnerView.of(owner, life, version));
            }
        }
        return List.copyOf(views);
    }

    /** @return the last of {@link #views} */
    public OwnerView last() {
        final Life life = lives.get(lives.size() - 1);
        return OwnerView.of(owner, life, life.version());
    }

    /** @return what was seen of that life at that version, or null when nothing ever was */
    public OwnerView viewOrNull(final Generation generation, final long version) {
        for (final Life life : lives) {
            if (life.generation().equals(generation)) {
                return life.publishedVersions().contains(version) ? OwnerView.of(owner, life, version) : null;
            }
        }
        return null;
    }
}
