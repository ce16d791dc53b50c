package io.gossip.testkit.laws;

import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.ChunkSink;
import io.gossip.store.ChunkSource;
import io.gossip.store.CutOutcome;
import io.gossip.store.KeyedHash;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerDigest;
import io.gossip.store.OwnerReader;
import io.gossip.store.OwnerStore;
import io.gossip.store.Replica;
import io.gossip.store.ReplicaListener;
import io.gossip.store.SelfWriter;
import java.util.function.Predicate;

/** A store that does as another does, to be broken in one place. */
class ForwardingStore implements OwnerStore, Replica {
    private final OwnerStore sound;

    ForwardingStore(final OwnerStore sound) {
        this.sound = sound;
    }

    @Override
    public OwnerReader reader() {
        return sound.reader();
    }

    @Override
    public SelfWriter self() {
        return sound.self();
    }

    @Override
    public Replica replica() {
        return this;
    }

    @Override
    public KeyedHash hash() {
        return sound.hash();
    }

    @Override
    public StoreLimits limits() {
        return sound.limits();
    }

    @Override
    public void listener(final ReplicaListener listener) {
        sound.replica().listener(listener);
    }

    @Override
    public boolean hold(final NodeId owner) {
        return sound.replica().hold(owner);
    }

    @Override
    public boolean holdAside(final NodeId owner) {
        return sound.replica().holdAside(owner);
    }

    @Override
    public boolean isAside(final NodeId owner) {
        return sound.replica().isAside(owner);
    }

    @Override
    public void releaseAside(final Predicate<NodeId> isUnwanted) {
        sound.replica().releaseAside(isUnwanted);
    }

    @Override
    public boolean release(final NodeId owner) {
        return sound.replica().release(owner);
    }

    @Override
    public boolean isHeld(final NodeId owner) {
        return sound.replica().isHeld(owner);
    }

    @Override
    public NodeId owner(final long ownerHash) {
        return sound.replica().owner(ownerHash);
    }

    @Override
    public boolean visible(final long ownerHash, final OwnerDigest into) {
        return sound.replica().visible(ownerHash, into);
    }

    @Override
    public boolean digest(final long ownerHash, final OwnerDigest into) {
        return sound.replica().digest(ownerHash, into);
    }

    @Override
    public void forEachDigest(final long fromHash, final DigestVisitor visitor) {
        sound.replica().forEachDigest(fromHash, visitor);
    }

    @Override
    public MergeOutcome merge(final ChunkSource chunk) {
        return sound.replica().merge(chunk);
    }

    @Override
    public CutOutcome cut(final OwnerDigest asker, final ChunkSink sink) {
        return sound.replica().cut(asker, sink);
    }

    @Override
    public CutOutcome cutRumor(final long ownerHash, final long fromVersionExclusive, final ChunkSink sink) {
        return sound.replica().cutRumor(ownerHash, fromVersionExclusive, sink);
    }

    @Override
    public void heard(final NodeId owner, final long counter, final long nonce, final long version) {
        sound.replica().heard(owner, counter, nonce, version);
    }

    @Override
    public boolean isSettled() {
        return sound.replica().isSettled();
    }

    @Override
    public void onRound() {
        sound.replica().onRound();
    }

    @Override
    public long rootHash() {
        return sound.replica().rootHash();
    }

    @Override
    public long refusedCount() {
        return sound.replica().refusedCount();
    }
}
