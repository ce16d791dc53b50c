package io.gossip.core.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws distinct present members at random. Protocol thread only; the returned list is reused by the next draw. */
public final class PeerSampler {
    private static final int SPARSE = 4;

    private final MemberTable table;
    private final RandomGenerator random;
    private final List<Member> drawn = new ArrayList<>();
    private int[] indices = new int[16];

    /**
     * @param table whose members
     * @param random decides
     */
    public PeerSampler(final MemberTable table, final RandomGenerator random) {
        this.table = table;
        this.random = random;
    }

    /** @return members that can be drawn */
    public int size() {
        return table.peers().size();
    }

    /** @return up to count distinct present members; valid until the next draw */
    public List<Member> draw(final int count) {
        return draw(count, 0);
    }

    /**
     * @param count how many at the most
     * @param exceptHash a member that is not drawn, 0 for none
     * @return distinct present members; valid until the next draw
     */
    public List<Member> draw(final int count, final long exceptHash) {
        drawn.clear();
        final List<Member> peers = table.peers();
        if (peers.size() > SPARSE * (count + 1)) {
            drawSparse(peers, count, exceptHash);
        } else {
            drawDense(peers, count, exceptHash);
        }
        return drawn;
    }

    /** Few of many: a draw is seldom repeated, so repeating is cheaper than touching all. */
    private void drawSparse(final List<Member> peers, final int count, final long exceptHash) {
        while (drawn.size() < count) {
            final Member member = peers.get(random.nextInt(peers.size()));
            if (member.hash() != exceptHash && !drawn.contains(member)) {
                drawn.add(member);
            }
        }
    }

    /** Partial Fisher-Yates: each step draws one of the remaining indices. */
    private void drawDense(final List<Member> peers, final int count, final long exceptHash) {
        final int n = fillIndices(peers.size());
        for (int i = 0; i < n && drawn.size() < count; i++) {
            final int j = i + random.nextInt(n - i);
            final int picked = indices[j];
            indices[j] = indices[i];
            if (peers.get(picked).hash() != exceptHash) {
                drawn.add(peers.get(picked));
            }
        }
    }

    /** @return one present member, or null when alone */
    public Member one() {
        final List<Member> peers = table.peers();
        return peers.isEmpty() ? null : peers.get(random.nextInt(peers.size()));
    }

    private int fillIndices(final int n) {
        if (indices.length < n) {
            indices = new int[Math.max(n, 2 * indices.length)];
        }
        for (int i = 0; i < n; i++) {
            indices[i] = i;
        }
        return n;
    }
}
