package io.gossip.core.node;

import io.gossip.NodeId;
import io.gossip.core.membership.MemberSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All known members but this node at one moment, with what is counted of them. Immutable but for an index by id, which
 * is made by whoever needs it first: most snapshots are replaced before anybody does.
 */
final class KnownMembers {
    static final KnownMembers NONE = new KnownMembers(List.of(), 0, 0);

    private final List<MemberSnapshot> all;
    private final int presentCount;
    private final int leftCount;
    private volatile Map<NodeId, MemberSnapshot> byId;

    /**
     * @param all never changed from now on
     * @param presentCount how many of them are present
     * @param leftCount how many of them said good-bye
     */
    KnownMembers(final List<MemberSnapshot> all, final int presentCount, final int leftCount) {
        this.all = all;
        this.presentCount = presentCount;
        this.leftCount = leftCount;
    }

    List<MemberSnapshot> all() {
        return all;
    }

    int presentCount() {
        return presentCount;
    }

    /** @return how many count in open membership, where everybody does who has not left */
    int voterCount() {
        return all.size() - leftCount;
    }

    /** @return the member, or null when unknown; threads that race for the index make equal ones */
    MemberSnapshot find(final NodeId id) {
        Map<NodeId, MemberSnapshot> index = byId;
        if (index == null) {
            index = new HashMap<>(2 * all.size());
            for (final MemberSnapshot member : all) {
                index.put(member.id(), member);
            }
            byId = index;
        }
        return index.get(id);
    }
}
