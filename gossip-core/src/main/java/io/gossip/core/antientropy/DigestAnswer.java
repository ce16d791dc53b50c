package io.gossip.core.antientropy;

import io.gossip.Generation;
import io.gossip.core.membership.Member;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;
import org.agrona.collections.LongArrayList;

/**
 * Compares a peer's digest with what is held here: sends what the peer lacks, wants what this node lacks. Where a row
 * cannot tell, the own exact entry goes back as a pull, and the peer decides. Protocol thread only.
 */
final class DigestAnswer implements Replica.DigestVisitor {
    private static final long PREFIX = 0xFFFF_FFFFL;

    private final Replica replica;
    private final DeltaSender sender;
    private final Pulls pulls;
    private final OwnerDigest asker = new OwnerDigest();
    private final OwnerDigest visible = new OwnerDigest();
    private DigestDecoder.RowsDecoder rows;
    private final LongArrayList unlisted = new LongArrayList();
    private boolean hasRow;
    private long rangeTo;
    /** Owners from here on, or, unless it is 0, those before {@link #turnTo}. */
    private long turnFrom;

    private long turnTo;
    private long nowNs;

    DigestAnswer(final Replica replica, final DeltaSender sender, final Pulls pulls) {
        this.replica = replica;
        this.sender = sender;
        this.pulls = pulls;
    }

    /** Answers rows and exact entries of a digest. */
    void answer(final Member peer, final DigestDecoder digest, final long now) {
        nowNs = now;
        // Who was left out by the last answer comes first in this one, and then all others.
        turnFrom = sender.leftOut();
        sender.begin(peer, now);
        final boolean isOffer = digest.kind() == DigestKind.OFFER.code();
        unlisted.clear();
        rangeTo = isOffer ? digest.rangeTo() : -1;
        turnTo = 0;
        compareRows(digest, isOffer);
        if (turnFrom != 0) {
            turnTo = turnFrom;
            turnFrom = 0;
            digest.sbeRewind();
            compareRows(digest, isOffer);
        }
        for (final DigestDecoder.EntriesDecoder entry : digest.entries()) {
            unlisted.removeLong(entry.owner());
            onEntry(entry);
        }
        sender.end();
        pulls.flush(peer);
    }

    private void compareRows(final DigestDecoder digest, final boolean isOffer) {
        final long from = digest.rangeFrom();
        rows = digest.rows();
        nextRow();
        if (hasRow || isOffer) {
            replica.forEachDigest(from << 32, this);
        }
        while (hasRow) {
            nextRow();
        }
    }

    private void nextRow() {
        hasRow = rows.hasNext();
        if (hasRow) {
            rows.next();
        }
    }

    /** Own digests come by rising hash, and so do the rows of an honest peer: one pass over both. */
    @Override
    public boolean onDigest(final OwnerDigest own) {
        final long prefix = own.ownerHash() >>> 32;
        while (hasRow && (rows.ownerPrefix() & PREFIX) < prefix) {
            nextRow();
        }
        if (!isInTurn(own.ownerHash())) {
            return hasRow || prefix <= rangeTo;
        }
        if (hasRow && (rows.ownerPrefix() & PREFIX) == prefix) {
            // The row stays current: a second owner here with the same prefix is compared, too, and then asked about.
            compare(own, (int) rows.generationTag(), (int) rows.versionLow());
        } else if (prefix <= rangeTo) {
            unlisted.addLong(own.ownerHash());
        }
        return hasRow || prefix <= rangeTo;
    }

    private boolean isInTurn(final long ownerHash) {
        return turnTo == 0
                ? Long.compareUnsigned(ownerHash, turnFrom) >= 0
                : Long.compareUnsigned(ownerHash, turnTo) < 0;
    }

    /** @return owners held here that the last answered offer covers and does not list; until the next answer */
    LongArrayList unlisted() {
        return unlisted;
    }

    private void compare(final OwnerDigest own, final int tag, final int versionLow) {
        final int ownTag = own.lifeTag();
        if (own.isStaged() || own.isComplete() || tag != ownTag && tag != DigestTag.NOTHING) {
            pulls.want(own.ownerHash(), nowNs);
        } else if (tag == DigestTag.NOTHING) {
            if (ownTag != DigestTag.NOTHING) {
                sender.add(asker.setNothing(own.ownerHash()));
            }
        } else {
            compareVersions(own, (int) own.frontier() - versionLow);
        }
    }

    private void compareVersions(final OwnerDigest own, final int ahead) {
        if (ahead > 0) {
            // A nonsense row can claim to be further behind than there are versions.
            final long frontier = Math.max(0, own.frontier() - ahead);
            sender.add(asker.set(own.ownerHash(), own.counter(), own.nonce(), frontier, frontier, false, false));
        } else if (ahead < 0) {
            pulls.want(own.ownerHash(), nowNs);
        }
    }

    private void onEntry(final DigestDecoder.EntriesDecoder entry) {
        final long owner = entry.owner();
        if (!replica.visible(owner, visible)) {
            return;
        }
        final long counter = entry.generation().counter();
        final long nonce = entry.generation().nonce();
        final boolean isComplete = (entry.flags() & 1) != 0;
        final int order = Generation.compare(counter, nonce, visible.counter(), visible.nonce());
        if (order > 0 || order == 0 && entry.frontier() > visible.frontier()) {
            pulls.want(owner, nowNs);
        } else {
            sender.add(asker.set(owner, counter, nonce, entry.frontier(), entry.floor(), isComplete, false));
        }
    }
}
