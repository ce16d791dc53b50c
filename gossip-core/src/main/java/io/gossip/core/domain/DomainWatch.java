package io.gossip.core.domain;

import io.gossip.Incarnation;
import io.gossip.NodeId;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.probation.Probation;
import io.gossip.core.probe.Pinger;
import io.gossip.core.task.TimedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Decides whether a member that failed is down, or only suspected to be because its whole failure domain is out of reach:
 * then the network between may have failed. It is suspected at once, so that the quorum never counts it; others of its
 * domain are pinged in parallel, and any answer makes it down. Without one it is on probation, and down at its end if this
 * node is in quorum then; if not, it is this node that is cut off, and the probation begins anew.
 *
 * <p>Invariants: a verdict is about the incarnation that failed and about one that is still suspected; whoever joins
 * again, is not declared any more, or is in a domain that is not active any more, is not suspected. Protocol thread only.
 */
public final class DomainWatch implements TimedTask {
    /** Pings of one inquiry at the most: with so many the domain is not lost and all of them, too. */
    private static final int MAX_ASKED = 32;

    private final DeclaredDomains domains;
    private final MemberTable table;
    private final Pinger pinger;
    private final RandomGenerator random;
    private final Map<NodeId, Incarnation> suspected = new LinkedHashMap<>();
    private final Map<String, DomainInquiry> inquiries = new HashMap<>();
    private final Probation<NodeId, Incarnation> probation;
    private Set<NodeId> snapshot = Set.of();
    private boolean isSnapshotStale;
    private long nowNs;

    /**
     * @param probationTime how long a suspicion lasts
     * @param domains what is declared
     * @param table the members
     * @param pinger asks
     * @param random chooses whom to ask in large domains
     */
    public DomainWatch(
            final Duration probationTime,
            final DeclaredDomains domains,
            final MemberTable table,
            final Pinger pinger,
            final RandomGenerator random) {
        this.domains = domains;
        this.table = table;
        this.pinger = pinger;
        this.random = random;
        this.probation = new Probation<>(probationTime, this::onExpired);
    }

    /** A member failed; it did not say good-bye. */
    public void onFailed(final Member member, final long now) {
        nowNs = now;
        final String domain = domains.suspectDomain(member.id());
        if (domain != null) {
            suspected.put(member.id(), member.incarnation());
            isSnapshotStale = true;
            final DomainInquiry running = inquiries.get(domain);
            if (running != null) {
                running.suspects().add(member.id());
            } else {
                inquire(member.id(), domain);
            }
        }
    }

    private void inquire(final NodeId about, final String domain) {
        final List<Member> asked = choose(domain);
        final DomainInquiry inquiry = new DomainInquiry(domain, asked.size(), this::onOver);
        inquiry.suspects().add(about);
        inquiries.put(domain, inquiry);
        if (asked.isEmpty()) {
            inquiry.end(null);
        }
        for (final Member member : asked) {
            if (!inquiry.isOver()) {
                pinger.ping(member.hash(), member.address(), inquiry.listenerFor(member.id()), nowNs);
            }
        }
    }

    /** @return present members of a domain, some of them when there are many */
    private List<Member> choose(final String domain) {
        final List<Member> present = new ArrayList<>();
        for (final Member member : table.peers()) {
            if (domain.equals(domains.suspectDomain(member.id()))) {
                present.add(member);
            }
        }
        while (present.size() > MAX_ASKED) {
            present.remove(random.nextInt(present.size()));
        }
        return present;
    }

    private void onOver(final DomainInquiry inquiry, final NodeId answeredBy) {
        inquiries.remove(inquiry.domain());
        for (final NodeId suspect : inquiry.suspects()) {
            final Incarnation incarnation = suspected.get(suspect);
            // Not suspected any more, it has come back or was undeclared. Its own answer is no word on others.
            if (incarnation == null) {
                continue;
            }
            if (answeredBy != null && !answeredBy.equals(suspect)) {
                acquit(suspect);
            } else {
                probation.tryBegin(suspect, incarnation, nowNs);
            }
        }
    }

    /** The suspicion is over: what the member is now is what membership says. */
    private void acquit(final NodeId id) {
        if (suspected.remove(id) != null) {
            isSnapshotStale = true;
            probation.cancel(id);
        }
    }

    private void onExpired(final NodeId id, final Incarnation incarnation, final long now) {
        if (!incarnation.equals(suspected.get(id))) {
            return;
        }
        if (domains.isSelfUp()) {
            acquit(id);
        } else {
            probation.tryBegin(id, incarnation, now);
        }
    }

    /** A member is present again. */
    public void onJoined(final Member member) {
        acquit(member.id());
    }

    /** A member that had failed said good-bye after all. */
    public void onLeft(final Member member) {
        acquit(member.id());
    }

    /** Members, domains or their states are others now. */
    public void onDeclared() {
        for (final NodeId id : suspected.keySet().toArray(new NodeId[0])) {
            if (domains.suspectDomain(id) == null) {
                acquit(id);
            }
        }
    }

    /** @return who is suspected, immutable; the same object while nothing changes */
    public Set<NodeId> suspected() {
        if (isSnapshotStale) {
            snapshot = Set.copyOf(suspected.keySet());
            isSnapshotStale = false;
        }
        return snapshot;
    }

    @Override
    public long deadlineNs() {
        return probation.deadlineNs();
    }

    @Override
    public void run(final long now) {
        nowNs = now;
        probation.run(now);
    }
}
