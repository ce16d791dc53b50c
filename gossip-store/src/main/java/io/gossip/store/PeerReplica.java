package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.StoreLimits;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The role of the protocol thread: routes chunks to the rules, keeps the root hash and counts rounds. */
final class PeerReplica implements Replica, Merger.Publisher {
    private final OwnerTable owners;
    private final SelfRecord self;
    private final KeyedHash hash;
    private final Merger merger;
    private final ChunkCutter cutter;
    private final MergeRules rules;
    // Those with a stage or with a word far below: the only ones a round must look at. In order of their coming.
    private final Set<PeerRecord> unsettled = new LinkedHashSet<>();
    // Those of no members, in order of their coming.
    private final Set<PeerRecord> aside = new LinkedHashSet<>();
    private final OwnerDigest visited = new OwnerDigest();
    private final View own = new View();
    private long ownCounter;
    private long ownNonce;
    private int ownTag = KeyedHash.NO_LIFE;
    // Null until somebody listens.
    private ReplicaListener listener;
    private long peersHash;
    private long refused;

    PeerReplica(
            final OwnerTable owners,
            final SelfRecord self,
            final KeyedHash hash,
            final StoreLimits limits,
            final SlotHash slotHash,
            final LocalStore.Rules rules) {
        this.owners = owners;
        this.self = self;
        this.hash = hash;
        this.rules = rules.merge();
        this.merger = new Merger(rules.merge(), limits, slotHash, this);
        this.cutter = new ChunkCutter(rules.cut());
    }

    @Override
    public void listener(final ReplicaListener next) {
        listener = Arguments.notNull(next, "listener");
    }

    @Override
    public boolean hold(final NodeId owner) {
        final boolean isHeld = owners.hold(Arguments.notNull(owner, "owner")) || makeRoom(owner) && owners.hold(owner);
        if (isHeld && owners.byId(owner) instanceof PeerRecord peer && peer.isAside()) {
            peer.isAside(false);
            aside.remove(peer);
            count(peer);
        }
        return isHeld;
    }

    /** @return whether one aside gave way: the one with the same hash, or else the first that came */
    private boolean makeRoom(final NodeId owner) {
        if (owners.byHash(hash.of(owner)) instanceof PeerRecord other) {
            return other.isAside() && release(other.id());
        }
        return !aside.isEmpty() && release(aside.iterator().next().id());
    }

    @Override
    public boolean holdAside(final NodeId owner) {
        if (isHeld(owner)) {
            return true;
        }
        final boolean isHeld = owners.hold(owner);
        if (isHeld && owners.byId(owner) instanceof PeerRecord peer) {
            peer.isAside(true);
            aside.add(peer);
        }
        return isHeld;
    }

    @Override
    public boolean isAside(final NodeId owner) {
        return owners.byId(Arguments.notNull(owner, "owner")) instanceof PeerRecord peer && peer.isAside();
    }

    @Override
    public void releaseAside(final Predicate<NodeId> isUnwanted) {
        Arguments.notNull(isUnwanted, "isUnwanted");
        for (final PeerRecord peer : aside.toArray(new PeerRecord[0])) {
            if (isUnwanted.test(peer.id())) {
                release(peer.id());
            }
        }
    }

    /** @return the record of a member, or self; null for one aside, of which nothing is said to others */
    private OwnerRecord told(final long ownerHash) {
        final OwnerRecord owner = owners.byHash(ownerHash);
        return owner instanceof PeerRecord peer && peer.isAside() ? null : owner;
    }

    @Override
    public boolean release(final NodeId owner) {
        final PeerRecord peer = owners.release(Arguments.notNull(owner, "owner"));
        if (peer != null) {
            unsettled.remove(peer);
            aside.remove(peer);
            peer.forget(); // so that readers who still have it in hand find nothing
            count(peer);
        }
        return peer != null;
    }

    @Override
    public boolean isHeld(final NodeId owner) {
        return owners.byId(Arguments.notNull(owner, "owner")) != null;
    }

    @Override
    public NodeId owner(final long ownerHash) {
        final OwnerRecord owner = told(ownerHash);
        return owner == null ? null : owner.id();
    }

    @Override
    public boolean visible(final long ownerHash, final OwnerDigest into) {
        Arguments.notNull(into, "into");
        final OwnerRecord owner = told(ownerHash);
        if (owner != null) {
            fillVisible(owner, into, false, false);
        }
        return owner != null;
    }

    @Override
    public boolean digest(final long ownerHash, final OwnerDigest into) {
        Arguments.notNull(into, "into");
        final OwnerRecord owner = told(ownerHash);
        if (owner != null) {
            fill(owner, into);
        }
        return owner != null;
    }

    @Override
    public void forEachDigest(final long fromHash, final DigestVisitor visitor) {
        Arguments.notNull(visitor, "visitor");
        for (int rank = owners.firstFrom(fromHash); rank < owners.size(); rank++) {
            final OwnerRecord owner = owners.ranked(rank);
            if (owner instanceof PeerRecord peer && peer.isAside()) {
                continue;
            }
            fill(owner, visited);
            if (!visitor.onDigest(visited)) {
                return;
            }
        }
    }

    /** A digest entry speaks of the stage, unless it asks for all at once: that answer must apply to what is visible. */
    private void fill(final OwnerRecord owner, final OwnerDigest into) {
        if (!(owner instanceof PeerRecord peer)) {
            fillVisible(owner, into, false, false);
            return;
        }
        final Stage stage = peer.stage();
        if (stage == null || rules.asksForAll(peer.roundsUnpublished())) {
            fillVisible(peer, into, rules.asksForAll(peer.roundsUnpublished()), stage != null);
            return;
        }
        into.set(peer.ownerHash(), stage.counter(), stage.nonce(), stage.frontier(), stage.floor(), false, true)
                .lifeTag(hash.ofLife(stage.counter(), stage.nonce()));
    }

    private void fillVisible(
            final OwnerRecord owner, final OwnerDigest into, final boolean isComplete, final boolean isStaged) {
        if (owner instanceof PeerRecord peer) {
            final long version = peer.version();
            into.set(peer.ownerHash(), peer.counter(), peer.nonce(), version, version, isComplete, isStaged)
                    .lifeTag(peer.lifeTag(hash));
        } else {
            self.show(own);
            into.set(self.ownerHash(), own.counter(), own.nonce(), own.version(), own.version(), isComplete, isStaged)
                    .lifeTag(ownTag());
        }
    }

    private int ownTag() {
        if (own.compareLife(ownCounter, ownNonce) != 0) {
            ownCounter = own.counter();
            ownNonce = own.nonce();
            ownTag = hash.ofLife(ownCounter, ownNonce);
        }
        return ownTag;
    }

    @Override
    public MergeOutcome merge(final ChunkSource chunk) {
        Arguments.notNull(chunk, "chunk");
        final MergeOutcome outcome = rules.isMalformed(chunk) ? MergeOutcome.REFUSED : route(chunk);
        if (outcome == MergeOutcome.REFUSED) {
            refused++;
        }
        return outcome;
    }

    private MergeOutcome route(final ChunkSource chunk) {
        final OwnerRecord owner = owners.byId(chunk.owner());
        if (owner == self) {
            // G': never merge about oneself.
            final boolean isOutbid = self.isOutbidBy(chunk.counter(), chunk.nonce(), chunk.targetVersion());
            return isOutbid ? MergeOutcome.SELF_OUTBID : MergeOutcome.SELF;
        }
        if (!(owner instanceof PeerRecord peer)) {
            return owners.isHashTaken(chunk.owner()) ? MergeOutcome.REFUSED : MergeOutcome.NOT_HELD;
        }
        final MergeOutcome outcome = merger.merge(peer, chunk);
        if (outcome == MergeOutcome.STAGED) {
            unsettled.add(peer);
        }
        return outcome;
    }

    @Override
    public void onPublish(
            final PeerRecord owner, final long counterBefore, final long nonceBefore, final long versionBefore) {
        count(owner);
        watchWord(owner);
        if (listener == null) {
            return;
        }
        final boolean isSameLife = owner.compareLife(counterBefore, nonceBefore) == 0;
        listener.onPublish(
                owner.id(),
                owner.ownerHash(),
                owner.counter(),
                owner.nonce(),
                isSameLife ? versionBefore : 0,
                owner.version(),
                !isSameLife && isVisible(counterBefore, nonceBefore));
    }

    @Override
    public CutOutcome cut(final OwnerDigest asker, final ChunkSink sink) {
        Arguments.notNull(asker, "asker");
        Arguments.notNull(sink, "sink");
        final OwnerRecord owner = told(asker.ownerHash());
        return owner == null ? CutOutcome.NOTHING : cutter.cut(owner, asker, sink);
    }

    @Override
    public CutOutcome cutRumor(final long ownerHash, final long fromVersionExclusive, final ChunkSink sink) {
        Arguments.notNull(sink, "sink");
        final OwnerRecord owner = told(ownerHash);
        return owner == null ? CutOutcome.NOTHING : cutter.cutRumor(owner, fromVersionExclusive, sink);
    }

    @Override
    public void heard(final NodeId owner, final long counter, final long nonce, final long version) {
        final OwnerRecord held = owners.byId(Arguments.notNull(owner, "owner"));
        final boolean isLife = counter > 0 || counter == 0 && nonce != 0;
        if (isLife && version >= 0 && held instanceof PeerRecord peer) {
            peer.heard(counter, nonce, version);
            watchWord(peer);
        }
    }

    private void watchWord(final PeerRecord owner) {
        if (rules.isFarBelow(owner)) {
            unsettled.add(owner);
        }
    }

    @Override
    public boolean isSettled() {
        return unsettled.isEmpty();
    }

    @Override
    public void onRound() {
        if (isSettled()) {
            return;
        }
        // A copy: the listener may release owners.
        for (final PeerRecord owner : unsettled.toArray(new PeerRecord[0])) {
            countRound(owner);
            if (owner.stage() == null && !rules.isFarBelow(owner)) {
                unsettled.remove(owner);
            }
        }
    }

    private void countRound(final PeerRecord owner) {
        owner.countFarBelow(rules.isFarBelow(owner));
        if (rules.forgets(owner.roundsFarBelow())) {
            owner.forget();
            count(owner);
            if (listener != null) {
                listener.onForgotten(owner.id());
            }
        }
        if (owner.stage() != null) {
            owner.countStagedRound();
            if (rules.dropsStage(owner.roundsWithoutProgress())) {
                owner.dropStage();
            }
        }
    }

    @Override
    public long rootHash() {
        self.show(own);
        return peersHash ^ stateHash(self.ownerHash(), own.counter(), own.nonce(), own.version());
    }

    /** Lets a record count in the root hash by what is visible of it now, and no longer by what was. */
    private void count(final PeerRecord owner) {
        final long counts =
                owner.isAside() ? 0 : stateHash(owner.ownerHash(), owner.counter(), owner.nonce(), owner.version());
        peersHash ^= owner.countsInRootHash() ^ counts;
        owner.countsInRootHash(counts);
    }

    /** Owners of whom nothing is known count for nothing: holding one does not change what is known. */
    private long stateHash(final long ownerHash, final long counter, final long nonce, final long version) {
        return isVisible(counter, nonce) ? hash.mix(ownerHash, counter, nonce, version) : 0;
    }

    private static boolean isVisible(final long counter, final long nonce) {
        return counter != 0 || nonce != 0;
    }

    @Override
    public long refusedCount() {
        return refused;
    }
}
