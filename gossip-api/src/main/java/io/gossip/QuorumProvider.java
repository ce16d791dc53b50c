package io.gossip;

import java.util.function.Supplier;

/**
 * Decides whether a node is in quorum. Pure: called on the protocol thread, possibly at every change, and by whoever asks
 * for a view; it must be quick, must not throw, and depends on its arguments only.
 */
@FunctionalInterface
public interface QuorumProvider {
    /**
     * @param membership numbers, members and active domains of one moment
     * @return how the quorum stands
     */
    QuorumStatus evaluate(QuorumMembership membership);

    /**
     * The verdict of {@link #evaluate} alone, asked at every change. A provider that only counts should answer from the
     * numbers: making the members costs time in proportion to their number.
     *
     * @param memberCount how many nodes count for quorum, known or not
     * @param up how many of the known quorum members count as up
     * @param membership gives all that there is to know
     * @return whether the quorum holds
     * @throws InvalidValueException when the count is negative or the supplier null
     */
    default boolean holds(final int memberCount, final int up, final Supplier<? extends QuorumMembership> membership) {
        return evaluate(Checks.notNull(membership, "membership").get()).inQuorum();
    }

    /**
     * Whether failure domains mean something to this provider. Then a node whose own domain is not active takes no part
     * in the network, and a peer that is lost together with its whole domain is SUSPECT_DOWN before it is DOWN. Else
     * every domain is as good as active.
     *
     * @return the same at every call
     */
    default boolean goesByDomains() {
        return false;
    }

    /**
     * The default: more than half of the members must be up; with no members at all one must be, so that a cluster
     * without quorum members is never in quorum. Failure domains mean nothing to it.
     *
     * @return the provider
     */
    static QuorumProvider majority() {
        return MajorityQuorum.INSTANCE;
    }

    /**
     * More than half of the members in active domains must be up, and the node's own domain must be active.
     *
     * @return the provider
     */
    static QuorumProvider failureDomains() {
        return FailureDomainQuorum.INSTANCE;
    }

    /**
     * Always in quorum, for nodes that need none. Two halves of a cluster both are, too.
     *
     * @return the provider
     */
    static QuorumProvider noop() {
        return NoopQuorum.INSTANCE;
    }
}
