package io.gossip.core.membership;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.wire.MemberState;
import io.gossip.store.KeyedHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2IntCounterMap;

/**
 * All known members but this node, by hash of their id, with the present ones also in an array that is sampled at
 * random. Order depends on the order of arrival only, never on hash codes of the JVM. Protocol thread only.
 */
public final class MemberTable {
    private static final MemberSnapshot[] NO_SNAPSHOTS = {};

    private final KeyedHash keyedHash;
    private final LocalIdentity self;
    private final Long2ObjectHashMap<Member> byHash = new Long2ObjectHashMap<>();
    private final List<Member> all = new ArrayList<>();
    private final List<Member> readOnlyAll = Collections.unmodifiableList(all);
    /** Of each of all, at the same place. */
    private final List<MemberSnapshot> snapshots = new ArrayList<>();

    private final List<Member> peers = new ArrayList<>();
    private final List<Member> readOnlyPeers = Collections.unmodifiableList(peers);
    private final List<Member> suspects = new ArrayList<>();
    private final List<Member> readOnlySuspects = Collections.unmodifiableList(suspects);
    private final Object2IntCounterMap<NodeAddress> peersAt = new Object2IntCounterMap<>(0);
    private long peersHash;
    private int leftCount;
    private long changeCount;
    private long reportCount;

    /**
     * @param keyedHash hash of ids
     * @param self this node, which is not in the table but counts in sizes and hash
     */
    public MemberTable(final KeyedHash keyedHash, final LocalIdentity self) {
        this.keyedHash = keyedHash;
        this.self = self;
    }

    /** @return the member, or null when unknown */
    public Member find(final long hash) {
        return byHash.get(hash);
    }

    /** @return the member, or null when unknown */
    public Member find(final NodeId id) {
        final Member member = byHash.get(keyedHash.of(id));
        return member != null && member.id().equals(id) ? member : null;
    }

    /** @return every known member, in order of arrival; live and read-only */
    public List<Member> all() {
        return readOnlyAll;
    }

    /** @return what is held of every known member now, in order of arrival; never changed */
    public List<MemberSnapshot> snapshots() {
        return Collections.unmodifiableList(Arrays.asList(snapshots.toArray(NO_SNAPSHOTS)));
    }

    /** @return known members that said good-bye */
    public int leftCount() {
        return leftCount;
    }

    /** @return the present members, in no meaningful order; live and read-only */
    public List<Member> peers() {
        return readOnlyPeers;
    }

    /** @return whether a present member is to be found at that address, by its own word */
    public boolean hasPeerAt(final NodeAddress address) {
        return peersAt.get(address) > 0;
    }

    /** @return the members under suspicion, in order of accusation; live and read-only */
    public List<Member> suspects() {
        return readOnlySuspects;
    }

    /** @return present members, this node included */
    public int presentCount() {
        return peers.size() + 1;
    }

    /** @return hash of the present members and their incarnations, this node included unless it is leaving */
    public long hash() {
        return self.isLeaving() ? peersHash : peersHash ^ hashOf(self.hash(), self.incarnation());
    }

    /** @return rises with every change, but for what members report and how they are reached */
    public long changeCount() {
        return changeCount;
    }

    /** @return rises whenever a member reports another status than before, or the way to it is another */
    public long reportCount() {
        return reportCount;
    }

    /**
     * A member says how it sees itself. That is shown and nothing else: no hash, count or claim has it. Allocates nothing
     * when it says the same as before.
     *
     * @param member who spoke; of one that is not in the table any more nothing is noted
     * @param status its own
     */
    public void report(final Member member, final NodeStatus status) {
        if (member.reportedStatus() != status && byHash.get(member.hash()) == member) {
            member.report(status);
            snapshots.set(member.index(), member.snapshot());
            reportCount++;
        }
    }

    /**
     * A probe has told something about the way to a member. That is shown, and nothing else; small changes of the round trip
     * are not, lest every probe makes a new view.
     *
     * @param member who was probed; of one that is not in the table any more nothing is noted
     * @param floorNs shortest probe timeout
     * @param ceilingNs longest probe timeout
     */
    public void showLink(final Member member, final long floorNs, final long ceilingNs) {
        if (member.link().isShownBy(member.shownLink()) || byHash.get(member.hash()) != member) {
            return;
        }
        member.show(member.link().toView(floorNs, ceilingNs));
        snapshots.set(member.index(), member.snapshot());
        reportCount++;
    }

    void add(final Member member) {
        byHash.put(member.hash(), member);
        member.index(all.size());
        all.add(member);
        snapshots.add(member.snapshot());
        enter(member);
    }

    void remove(final Member member) {
        leave(member);
        byHash.remove(member.hash());
        all.remove(member.index());
        snapshots.remove(member.index());
        for (int i = member.index(); i < all.size(); i++) {
            all.get(i).index(i);
        }
    }

    /** Changes a member through the given action and keeps array and hash right. */
    void change(final Member member, final Runnable action) {
        leave(member);
        action.run();
        snapshots.set(member.index(), member.snapshot());
        enter(member);
    }

    private void enter(final Member member) {
        changeCount++;
        leftCount += member.state() == MemberState.LEFT ? 1 : 0;
        if (member.isPresent()) {
            enterPeers(member);
        }
    }

    private void leave(final Member member) {
        changeCount++;
        leftCount -= member.state() == MemberState.LEFT ? 1 : 0;
        if (member.isPresent()) {
            leavePeers(member);
        }
    }

    private void enterPeers(final Member member) {
        member.peerIndex(peers.size());
        peers.add(member);
        peersAt.incrementAndGet(member.address());
        if (member.suspicion() != null) {
            suspects.add(member);
        }
        peersHash ^= hashOf(member.hash(), member.incarnation());
    }

    private void leavePeers(final Member member) {
        final Member last = peers.remove(peers.size() - 1);
        if (last != member) {
            peers.set(member.peerIndex(), last);
            last.peerIndex(member.peerIndex());
        }
        member.peerIndex(-1);
        peersAt.decrementAndGet(member.address());
        suspects.remove(member);
        peersHash ^= hashOf(member.hash(), member.incarnation());
    }

    private long hashOf(final long hash, final Incarnation inc) {
        return keyedHash.mix(hash, inc.generation().counter(), inc.generation().nonce(), inc.refutation());
    }
}
