package io.gossip.testkit;

import io.gossip.NodeId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Ids of nodes. */
public final class NodeIds {
    private static final int MAX_CHARACTERS = 60; // of at most 4 bytes each: within 255

    private NodeIds() {}

    /** @return any valid id, of any script */
    public static Arbitrary<NodeId> any() {
        return Texts.printable(MAX_CHARACTERS).map(NodeId::of);
    }

    /** @return a, b, c, d or e */
    public static Arbitrary<NodeId> few() {
        return Arbitraries.of("a", "b", "c", "d", "e").map(NodeId::of);
    }
}
