package io.gossip.core.join;

import io.gossip.ContactState;
import io.gossip.NodeAddress;
import io.gossip.core.join.Contact.Ground;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Contacts every known address behind which no present member is known, with back-off and jitter: seeds and members that
 * failed for ever, which is what heals partitions of any length, declared ones for as long as they are declared. In
 * parallel and bounded per round. Protocol thread only.
 */
public final class Joiner implements TimedTask {
    private static final int MAX_JOINS_PER_RUN = 8;
    private static final int MAX_BACKOFF_TICKS = 150;
    private static final int FIRST_BACKOFF_TICKS = 2;
    /** Number of a contact that waits for no reply; no join bears it. */
    private static final int NO_ATTEMPT = 0;

    private final LocalIdentity self;
    private final MemberTable table;
    private final Outbox outbox;
    private final RandomGenerator random;
    private final String clusterId;
    private final String gossipVersion;
    private final long tickNs;
    private final int maxContacts;
    private final Map<NodeAddress, Contact> contacts = new LinkedHashMap<>();
    private int nextAttempt;
    private long earliestNs = NEVER;

    /**
     * @param parts the rest of the node this works with
     * @param clusterId sent with each join
     * @param gossipVersion sent with each join
     * @param tickNs unit of the back-off
     * @param maxContacts bound on addresses remembered: those of members are no more than what seeds and declared ones
     *     leave of it, which never give way
     */
    public Joiner(
            final JoinParts parts,
            final String clusterId,
            final String gossipVersion,
            final long tickNs,
            final int maxContacts) {
        this.self = parts.self();
        this.table = parts.table();
        this.outbox = parts.outbox();
        this.random = parts.random();
        this.clusterId = clusterId;
        this.gossipVersion = gossipVersion;
        this.tickNs = tickNs;
        this.maxContacts = maxContacts;
        // A stranger who does not see the joins cannot guess what a reply must carry.
        this.nextAttempt = parts.random().nextInt();
    }

    /** An address the application asks for; contacted at once. */
    public void addSeed(final NodeAddress address, final long nowNs) {
        add(address, Ground.SEED, nowNs);
    }

    /**
     * What is declared, in place of all declared before; what is new is contacted at once.
     *
     * @param addresses each of which stays until it is missing here
     * @param nowNs the present
     */
    public void declare(final Set<NodeAddress> addresses, final long nowNs) {
        contacts.values().removeIf(contact -> !addresses.contains(contact.address) && contact.drop(Ground.DECLARED));
        for (final NodeAddress address : addresses) {
            add(address, Ground.DECLARED, nowNs);
        }
    }

    /** An address that once was a member's; contacted at once. */
    public void addKnown(final NodeAddress address, final long nowNs) {
        add(address, Ground.LEARNT, nowNs);
    }

    /** A member failed; its address is tried again, in case it is the network that did. */
    public void onFailed(final Member member, final long nowNs) {
        final long firstNs = nowNs + firstBackoffNs();
        final Contact known = contacts.get(member.address());
        if (known == null) {
            add(member.address(), Ground.LEARNT, firstNs);
        } else {
            known.add(Ground.LEARNT);
            known.backoffNs = firstBackoffNs();
            known.nextNs = Math.min(known.nextNs, firstNs);
            earliestNs = Math.min(earliestNs, known.nextNs);
        }
    }

    /** A member left of its own will: nobody is missing there. */
    public void onLeft(final Member member) {
        final Contact contact = contacts.get(member.address());
        if (contact != null && contact.drop(Ground.LEARNT)) {
            contacts.remove(member.address());
        }
    }

    private void add(final NodeAddress address, final Ground ground, final long firstNs) {
        if (address.equals(self.address()) || address.port() == 0) {
            return;
        }
        final Contact known = contacts.get(address);
        if (known != null) {
            final boolean wasOnlyLearnt = known.isOnlyLearnt();
            known.add(ground);
            if (wasOnlyLearnt && !known.isOnlyLearnt()) {
                // What came of it while nobody asked is no answer to who asks now.
                known.refusal = null;
                known.restart(firstNs, firstBackoffNs());
                earliestNs = Math.min(earliestNs, firstNs);
            }
        } else if (contacts.size() < maxContacts || tryDropOldest() || ground != Ground.LEARNT) {
            contacts.put(address, new Contact(address, ground, firstNs, firstBackoffNs()));
            earliestNs = Math.min(earliestNs, firstNs);
        }
    }

    /** @return whether there was one that gives way */
    private boolean tryDropOldest() {
        final Optional<Contact> oldest =
                contacts.values().stream().filter(Contact::isOnlyLearnt).findFirst();
        oldest.ifPresent(contact -> contacts.remove(contact.address));
        return oldest.isPresent();
    }

    private long firstBackoffNs() {
        return FIRST_BACKOFF_TICKS * tickNs;
    }

    @Override
    public long deadlineNs() {
        return earliestNs;
    }

    @Override
    public void run(final long nowNs) {
        int joins = 0;
        earliestNs = NEVER;
        for (final Contact contact : contacts.values()) {
            if (contact.nextNs <= nowNs) {
                if (isSatisfied(contact)) {
                    contact.backoffNs = firstBackoffNs();
                    contact.nextNs = nowNs + jittered(MAX_BACKOFF_TICKS * tickNs);
                } else if (joins < MAX_JOINS_PER_RUN) {
                    joins++;
                    sendJoin(contact);
                    contact.nextNs = nowNs + jittered(contact.backoffNs);
                    contact.backoffNs = Math.min(2 * contact.backoffNs, MAX_BACKOFF_TICKS * tickNs);
                } else {
                    contact.nextNs = nowNs + tickNs;
                }
            }
            earliestNs = Math.min(earliestNs, contact.nextNs);
        }
    }

    private boolean isSatisfied(final Contact contact) {
        final Member answered = table.find(contact.answeredBy);
        return answered != null && answered.isPresent() || table.hasPeerAt(contact.address);
    }

    private long jittered(final long ns) {
        return ns - ns / 4 + random.nextLong(ns / 2 + 1);
    }

    private void sendJoin(final Contact contact) {
        contact.attempt = ++nextAttempt == 0 ? ++nextAttempt : nextAttempt;
        final JoinRequest join = new JoinRequest(
                contact.attempt,
                self.id(),
                self.address(),
                self.incarnation(),
                self.version(),
                clusterId,
                gossipVersion);
        outbox.packet().tryJoin(join);
        contact.sendCode = outbox.send(Lane.BEST_EFFORT, contact.address);
    }

    /**
     * A verdict on one of this node's joins came in. A rejected life is replaced by the node; the contact is tried again
     * at once.
     *
     * @return whether the reply was to the latest attempt at some contact
     */
    public boolean onReply(final JoinReply reply, final long answeredBy, final long nowNs) {
        for (final Contact contact : contacts.values()) {
            if (contact.attempt != NO_ATTEMPT && contact.attempt == reply.attempt()) {
                contact.answeredBy = answeredBy;
                contact.attempt = NO_ATTEMPT;
                contact.refusal = refusal(reply.verdict());
                if (reply.verdict() == JoinVerdict.OUTBID) {
                    contact.answeredBy = 0;
                    contact.nextNs = nowNs + tickNs;
                    earliestNs = Math.min(earliestNs, contact.nextNs);
                }
                return true;
            }
        }
        return false;
    }

    /** Contacts everybody anew, for a node that starts over. */
    public void restart(final long nowNs) {
        for (final Contact contact : contacts.values()) {
            contact.restart(nowNs, firstBackoffNs());
        }
        earliestNs = contacts.isEmpty() ? NEVER : nowNs;
    }

    /** @return how reaching an address stands */
    public ContactState state(final NodeAddress address) {
        final Contact contact = contacts.get(address);
        if (address.equals(self.address())) {
            return ContactState.SELF;
        }
        if (contact == null) {
            return ContactState.WAITING;
        }
        if (isSatisfied(contact)) {
            return ContactState.CONTACTED;
        }
        return contact.refusal != null
                ? contact.refusal
                : contact.sendCode == Transport.UNREACHABLE ? ContactState.UNREACHABLE : ContactState.WAITING;
    }

    private static ContactState refusal(final JoinVerdict verdict) {
        return switch (verdict) {
            case OTHER_CLUSTER -> ContactState.OTHER_CLUSTER;
            case OTHER_VERSION -> ContactState.OTHER_VERSION;
            case FULL -> ContactState.FULL;
            case ACCEPTED, OUTBID -> null;
        };
    }
}
