package io.gossip.core.domain;

import io.gossip.NodeId;

/** What the application declared of failure domains, and what this node is at present. */
public interface DeclaredDomains {
    /**
     * @param id a node
     * @return the domain it may have been lost with, or null when its loss is its own: domains mean nothing here, it is
     *     not declared, its domain is not active, or this node is in the same and so knows that it is there
     */
    String suspectDomain(NodeId id);

    /** @return whether this node is UP, and so fit to judge others */
    boolean isSelfUp();
}
