package io.gossip.core.node;

import io.gossip.ClusterView;
import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.membership.MemberSnapshot;
import io.gossip.core.membership.MemberTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochClock;

/**
 * Publishes the member table for all threads, and combines it with the present declaration into the view. Published by
 * the protocol thread; read and declared by any.
 */
final class Snapshots implements Supplier<ClusterView> {
    private record Cached(TableSnapshot table, Declaration declaration, ClusterView view) {}

    private final ViewComposer composer;
    private final EpochClock clock;
    private final Declaration firstDeclaration;
    private final AtomicReference<Declaration> declaration;
    private volatile TableSnapshot table;
    private volatile Cached cached;
    /** Those known before this node ceased to take part. */
    private volatile KnownMembers lastMembers = KnownMembers.NONE;

    private long publishedChangeCount = -1;
    private long publishedReportCount = -1;
    private Instant begin;
    private final Map<NodeId, Instant> removed = new HashMap<>();
    private boolean isRemovedChanged;

    Snapshots(
            final NodeConfig config,
            final NodeAddress selfAddress,
            final Incarnation selfIncarnation,
            final EpochClock clock) {
        this.composer = new ViewComposer(config, selfAddress);
        this.clock = clock;
        this.begin = now();
        this.firstDeclaration = Declaration.first(config);
        this.declaration = new AtomicReference<>(firstDeclaration);
        this.table = new TableSnapshot(
                0,
                0,
                NodeStatus.NOT_IN_QUORUM,
                selfIncarnation,
                KnownMembers.NONE,
                0,
                Set.of(),
                Optional.empty(),
                new TableSnapshot.Dates(begin, begin, Map.of()));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.time());
    }

    /**
     * Any thread.
     *
     * @param change makes the next declaration of the last; the same one where nothing changes. May be called again
     * @return whether something changed
     * @throws InvalidValueException when the change is not sound
     */
    boolean declare(final UnaryOperator<Declaration> change) {
        while (true) {
            final Declaration last = declaration.get();
            final Declaration next = change.apply(last);
            if (next == last || declaration.compareAndSet(last, next)) {
                return next != last;
            }
        }
    }

    Declaration declaration() {
        return declaration.get();
    }

    /** @return what is held of a node, as published last; null when nothing is */
    MemberSnapshot member(final NodeId id) {
        return table.members().find(id);
    }

    /** @return whether a node is shown under a declaration */
    boolean isShown(final NodeId id, final Declaration under) {
        return composer.isShown(id, table.members().find(id), under);
    }

    /** @return how this node is shown */
    NodeStatus selfStatus() {
        return declaration.get().opinions().ofSelf().orElse(table.selfStatus());
    }

    /** @return how a peer is shown, INVALID when it is not */
    NodeStatus shownStatus(final NodeId id, final MemberSnapshot member, final Declaration under) {
        return composer.shownStatus(id, member, table, under);
    }

    /** The state machine had its say: what the application thought of this node is over. */
    void dropOpinionOfSelf() {
        if (declaration.get().opinions().ofSelf().isPresent()) {
            declare(last -> last.withOpinions(last.opinions().withSelf(Optional.empty())));
        }
    }

    /**
     * What was thought of members that have turned since is over. Protocol thread, after it has published.
     *
     * @param seen the declaration picked up last
     * @return the one that counts as picked up now
     */
    Declaration dropPastOpinions(final Declaration seen) {
        final Declaration last = declaration.get();
        if (last.opinions().ofPeers().isEmpty()) {
            return seen;
        }
        final Declaration next = last.withOpinions(last.opinions().about(table.members()));
        // Where somebody declares meanwhile, there is another cycle to come.
        return next != last && declaration.compareAndSet(last, next) && seen == last ? next : seen;
    }

    /** @return what was declared before anything was */
    Declaration firstDeclaration() {
        return firstDeclaration;
    }

    /** @return what was published last; another one after each change */
    TableSnapshot table() {
        return table;
    }

    /** @return the view of what is published and declared now; composed once per change, whoever asks first */
    ClusterView view() {
        return view(table, declaration.get());
    }

    private ClusterView view(final TableSnapshot tableNow, final Declaration declarationNow) {
        final Cached last = cached;
        if (last != null && last.table() == tableNow && last.declaration() == declarationNow) {
            return last.view();
        }
        final ClusterView view = composer.compose(tableNow, declarationNow);
        cached = new Cached(tableNow, declarationNow, view);
        return view;
    }

    /** The same as {@link #view}. */
    @Override
    public ClusterView get() {
        return view();
    }

    /**
     * For the state machine, which goes by what it said itself.
     *
     * @return whether the quorum holds in one and the same view, without making one where counting is enough
     */
    boolean inQuorum() {
        dropOpinionOfSelf();
        final TableSnapshot tableNow = table;
        final Declaration declarationNow = declaration.get();
        return composer.inQuorum(tableNow, declarationNow, () -> view(tableNow, declarationNow));
    }

    /** @return epoch milliseconds of the last sign of life of a peer, 0 when there was none */
    long lastUpdateMs(final NodeId id) {
        final MemberSnapshot member = table.members().find(id);
        return member == null ? 0 : member.signOfLife().epochMs();
    }

    /** @return addresses of the members published last, also if none are now, but for those that left; sorted */
    List<NodeAddress> knownPeers(final int max) {
        final KnownMembers present = table.members();
        return (present == KnownMembers.NONE ? lastMembers : present)
                .all().stream()
                        .filter(member -> !member.hasLeft() && member.address().port() != 0)
                        .map(MemberSnapshot::address)
                        .distinct()
                        .sorted()
                        .limit(max)
                        .toList();
    }

    /** @return where this node is shown */
    NodeAddress selfAddress() {
        return composer.selfAddress();
    }

    /** A run begins, and this node is somewhere else now. */
    void moveTo(final NodeAddress address) {
        composer.selfAddress(address);
        cached = null;
        publishedChangeCount = -1;
        begin = now();
        removed.clear();
        isRemovedChanged = true;
    }

    /** A member is not in the table any more. Protocol thread only. */
    void onRemoved(final NodeId id, final long sinceMs) {
        final Map<NodeId, ?> declared = declaration.get().nodes();
        removed.keySet().retainAll(declared.keySet());
        if (declared.containsKey(id)) {
            removed.put(id, Instant.ofEpochMilli(sinceMs));
        }
        isRemovedChanged = true;
    }

    /**
     * No run is going on: this node is DOWN, the others stay as they were last seen.
     *
     * @return this node's status as it was shown until now
     */
    NodeStatus publishStopped() {
        final NodeStatus shown = selfStatus();
        dropOpinionOfSelf();
        final TableSnapshot last = table;
        table = new TableSnapshot(
                last.changeNumber() + 1,
                last.changeNumber() + 1,
                NodeStatus.DOWN,
                last.selfIncarnation(),
                last.members(),
                last.buriedFailures(),
                last.suspected(),
                Optional.empty(),
                dates(last, NodeStatus.DOWN));
        return shown;
    }

    private TableSnapshot.Dates dates(final TableSnapshot last, final NodeStatus selfStatus) {
        final TableSnapshot.Dates dates = last.dates();
        final boolean isTurned = last.selfStatus().countsAsUp() != selfStatus.countsAsUp();
        if (!isTurned && !isRemovedChanged && begin.equals(dates.begin())) {
            return dates;
        }
        final Map<NodeId, Instant> gone = isRemovedChanged ? Map.copyOf(removed) : dates.removed();
        isRemovedChanged = false;
        return new TableSnapshot.Dates(isTurned ? now() : dates.self(), begin, gone);
    }

    /**
     * Publishes the table if it, this node's status or incarnation, the buried or what members report changed. Protocol
     * thread only.
     */
    void publish(final NodeParts parts, final NodeStatus selfStatus) {
        final TableSnapshot last = table;
        final boolean isTableSame = publishedChangeCount == parts.table.changeCount();
        final boolean areReportsSame = publishedReportCount == parts.table.reportCount();
        final boolean isDecisiveSame = isTableSame && isSameAroundTheTable(last, parts, selfStatus);
        if (isDecisiveSame && areReportsSame) {
            return;
        }
        publishedChangeCount = parts.table.changeCount();
        publishedReportCount = parts.table.reportCount();
        final long number = last.changeNumber() + 1;
        table = new TableSnapshot(
                number,
                isDecisiveSame ? last.decisiveNumber() : number,
                selfStatus,
                parts.self.incarnation(),
                isTableSame && areReportsSame ? last.members() : members(parts.table),
                parts.gone.failedCount(),
                parts.domains.suspected(),
                silentSince(last, parts),
                dates(last, selfStatus));
    }

    private Optional<Instant> silentSince(final TableSnapshot last, final NodeParts parts) {
        if (!parts.silence.isOn()) {
            return Optional.empty();
        }
        return last.silentSince().isPresent() ? last.silentSince() : Optional.of(now());
    }

    private static boolean isSameAroundTheTable(
            final TableSnapshot last, final NodeParts parts, final NodeStatus selfStatus) {
        return last.buriedFailures() == parts.gone.failedCount()
                && last.selfStatus() == selfStatus
                && last.suspected() == parts.domains.suspected()
                && last.silentSince().isPresent() == parts.silence.isOn()
                && last.selfIncarnation().equals(parts.self.incarnation());
    }

    /** This node takes no part: it knows of nobody. Protocol thread only. */
    void publishAlone(final NodeStatus selfStatus, final Generation life) {
        final TableSnapshot last = table;
        if (last.members() == KnownMembers.NONE && last.selfStatus() == selfStatus) {
            return;
        }
        if (last.members() != KnownMembers.NONE) {
            begin = now();
            lastMembers = last.members();
        }
        publishedChangeCount = -1;
        table = new TableSnapshot(
                last.changeNumber() + 1,
                last.changeNumber() + 1,
                selfStatus,
                new Incarnation(life, 0),
                KnownMembers.NONE,
                0,
                Set.of(),
                Optional.empty(),
                dates(last, selfStatus));
    }

    private static KnownMembers members(final MemberTable table) {
        return new KnownMembers(table.snapshots(), table.peers().size(), table.leftCount());
    }
}
