package io.gossip.core.rumor;

import java.util.ArrayDeque;
import java.util.Deque;

/** An owner with writes that still have sends left. In the order of these, the freshest first, which says nothing of equality. */
final class HotOwner implements Comparable<HotOwner> {
    /** More steps than that are coalesced: only the oldest start matters for what is sent. */
    private static final int MAX_STEPS = 32;

    private static final class Step {
        private final long fromVersionExclusive;
        private int sendsLeft;

        Step(final long fromVersionExclusive, final int sendsLeft) {
            this.fromVersionExclusive = fromVersionExclusive;
            this.sendsLeft = sendsLeft;
        }
    }

    private final long ownerHash;
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean isFresh;

    HotOwner(final long ownerHash) {
        this.ownerHash = ownerHash;
    }

    long ownerHash() {
        return ownerHash;
    }

    /** @return whether a write has not been sent once */
    boolean isFresh() {
        return isFresh;
    }

    boolean isSpent() {
        return steps.isEmpty();
    }

    /** @return the version before the oldest write with sends left */
    long fromVersionExclusive() {
        return steps.peekFirst().fromVersionExclusive;
    }

    /** @return sends left of the newest write: the more, the fresher */
    int sendsLeft() {
        return steps.peekLast().sendsLeft;
    }

    @Override
    public int compareTo(final HotOwner other) {
        return Integer.compare(other.sendsLeft(), sendsLeft());
    }

    void onWrite(final long fromVersionExclusive, final boolean isNewLife, final int sends) {
        if (isNewLife) {
            steps.clear();
        }
        if (steps.size() == MAX_STEPS) {
            // The two oldest become one that starts where the older did and lasts as long as the newer.
            final Step oldest = steps.removeFirst();
            final Step next = steps.removeFirst();
            steps.addFirst(new Step(oldest.fromVersionExclusive, next.sendsLeft));
        }
        steps.addLast(new Step(fromVersionExclusive, sends));
        isFresh = true;
    }

    /** @param copies to how many peers it went */
    void onSent(final int copies) {
        isFresh = false;
        for (final Step step : steps) {
            step.sendsLeft -= copies;
        }
        while (!steps.isEmpty() && steps.peekFirst().sendsLeft <= 0) {
            steps.removeFirst();
        }
    }
}
