package io.gossip.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfDefenceTest {
    private static final long INTERVAL_NS = 100;

    private final Parts parts = new Parts();
    private final List<String> done = new ArrayList<>();
    private long reservedCounter = Long.MAX_VALUE;
    private final SelfDefence defence = new SelfDefence(
            parts.identity,
            parts.random,
            INTERVAL_NS,
            new SelfDefence.Listener() {
                @Override
                public void onRefuted() {
                    done.add("refuted");
                }

                @Override
                public void onOutbid() {
                    done.add("outbid");
                }

                @Override
                public void onConflict(final Generation claimed) {
                    done.add("conflict " + claimed.counter());
                }
            },
            counter -> counter <= reservedCounter,
            0);

    @Test
    void shouldBeginNoLifeBeforeItsCounterIsReserved() {
        final Generation before = parts.identity.incarnation().generation();
        final Generation claimed = new Generation(before.counter() + 7, 1);
        reservedCounter = before.counter() + 7;
        defence.onData(claimed, 3, 10);
        assertEquals(List.of(), done);
        assertEquals(before, parts.identity.incarnation().generation());
        final long retryNs = defence.deadlineNs();
        assertTrue(retryNs > 10 && retryNs < 1_000_000_000);
        defence.run(retryNs);
        assertEquals(List.of(), done);
        reservedCounter++;
        defence.run(defence.deadlineNs());
        assertEquals(List.of("outbid"), done);
        assertEquals(
                before.counter() + 8, parts.identity.incarnation().generation().counter());
    }

    private void hear(final MemberState state, final Incarnation inc, final long nowNs) {
        defence.onClaim(Cluster.claim(state, 0, inc), nowNs);
    }

    private List<String> done() {
        final List<String> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    private long counter() {
        assertEquals(
                parts.store.self().generation(), parts.identity.incarnation().generation());
        return parts.store.self().generation().counter();
    }

    @Test
    void shouldRefuteASuspicionOrDeathAboveTheClaim() {
        hear(MemberState.SUSPECT, Cluster.inc(1_000, 0), 0);
        assertEquals(Cluster.inc(1_000, 1), parts.identity.incarnation());
        hear(MemberState.DEAD, Cluster.inc(1_000, 7), 0);
        assertEquals(Cluster.inc(1_000, 8), parts.identity.incarnation());
        assertEquals(List.of("refuted", "refuted"), done());
    }

    @Test
    void shouldIgnoreWhatIsOldOrTrue() {
        hear(MemberState.SUSPECT, Cluster.inc(1_000, 0), 0);
        done();
        hear(MemberState.SUSPECT, Cluster.inc(1_000, 0), 0);
        hear(MemberState.ALIVE, Cluster.inc(1_000, 1), 0);
        for (final MemberState state : MemberState.values()) {
            hear(state, Cluster.inc(999, Incarnation.MAX_REFUTATION), 0);
        }
        assertEquals(List.of(), done());
        assertEquals(TimedTask.NEVER, defence.deadlineNs());
    }

    @Test
    void shouldOvertakeARefutationItNeverMade() {
        hear(MemberState.ALIVE, Cluster.inc(1_000, 5), 0);
        assertEquals(Cluster.inc(1_000, 6), parts.identity.incarnation());
        assertEquals(List.of("refuted"), done());
    }

    @Test
    void shouldOutbidAnotherLife() {
        parts.store.self().put(StoreKey.utf8("k"), "v");
        hear(MemberState.ALIVE, Cluster.inc(5_000, 3), 0);
        assertEquals(5_001, counter());
        assertEquals(0, parts.identity.incarnation().refutation());
        assertEquals(1, parts.store.self().version(), "the live key was published anew");
        assertEquals(List.of("outbid"), done());
    }

    @Test
    void shouldOutbidClaimsThatNoRefutationOvertakes() {
        hear(MemberState.LEFT, Cluster.inc(1_000, 0), 0);
        assertEquals(1_001, counter());
        hear(MemberState.GONE, new Incarnation(parts.store.self().generation(), 0), 100);
        assertEquals(1_002, counter());
        final Generation third = parts.store.self().generation();
        hear(MemberState.SUSPECT, new Incarnation(third, Incarnation.MAX_REFUTATION), 200);
        assertEquals(1_003, counter());
        final Generation fourth = parts.store.self().generation();
        hear(MemberState.ALIVE, new Incarnation(fourth, Incarnation.MAX_REFUTATION), 300);
        assertEquals(1_004, counter());
    }

    @Test
    void shouldRefuteOnceMoreWhenOneNumberIsLeft() {
        hear(MemberState.DEAD, Cluster.inc(1_000, Incarnation.MAX_REFUTATION - 1), 0);
        assertEquals(Cluster.inc(1_000, Incarnation.MAX_REFUTATION), parts.identity.incarnation());
        hear(MemberState.DEAD, Cluster.inc(1_000, Incarnation.MAX_REFUTATION), 0);
        assertEquals(1_001, counter());
    }

    @Test
    void shouldOutbidLaterVersionsOfItsOwnLife() {
        defence.onData(Cluster.life(1_000), 0, 0);
        assertEquals(List.of(), done());
        defence.onData(Cluster.life(1_000), 1, 0);
        assertEquals(1_001, counter());
        assertEquals(List.of("outbid"), done());
    }

    @Test
    void shouldOutbidAtMostOncePerInterval() {
        hear(MemberState.ALIVE, Cluster.inc(5_000, 0), 0);
        hear(MemberState.ALIVE, Cluster.inc(7_000, 0), 10);
        hear(MemberState.ALIVE, Cluster.inc(6_000, 0), 20);
        assertEquals(5_001, counter());
        assertEquals(INTERVAL_NS, defence.deadlineNs());
        defence.run(INTERVAL_NS);
        assertEquals(7_001, counter(), "the highest claim counts");
        assertEquals(TimedTask.NEVER, defence.deadlineNs());
    }

    @Test
    void shouldForgetAClaimThatItHasOvertakenBeforeItsTurn() {
        hear(MemberState.ALIVE, Cluster.inc(5_000, 0), 0);
        hear(MemberState.ALIVE, Cluster.inc(5_500, 0), 10);
        parts.identity.tryRelive(Cluster.life(9_000));
        done();
        defence.run(INTERVAL_NS);
        assertEquals(9_000, counter());
        assertEquals(List.of(), done());
        assertEquals(TimedTask.NEVER, defence.deadlineNs());
    }

    @Test
    void shouldReportAConflictWhenOutbiddingDoesNotHelp() {
        hear(MemberState.ALIVE, Cluster.inc(2_000, 0), 0);
        hear(MemberState.ALIVE, Cluster.inc(3_000, 0), 1_000);
        assertEquals(List.of("outbid", "outbid"), done());
        hear(MemberState.ALIVE, Cluster.inc(4_000, 0), 2_000);
        assertEquals(List.of("outbid", "conflict 4000"), done());
    }

    @Test
    void shouldReportNoConflictWhenOutbidsAreFarApart() {
        for (int i = 0; i < 10; i++) {
            hear(MemberState.ALIVE, Cluster.inc(2_000 + 10L * i, 0), 4_000L * i);
        }
        assertEquals(10, done().stream().filter("outbid"::equals).count());
        assertTrue(done.stream().noneMatch(line -> line.startsWith("conflict")));
    }

    @Test
    void shouldNotFollowCountersBeyondBelief() {
        hear(MemberState.ALIVE, Cluster.inc(1_001 + (1L << 48), 0), 0);
        hear(MemberState.LEFT, Cluster.inc(Long.MAX_VALUE, 0), 0);
        defence.onData(Cluster.life(Long.MAX_VALUE), Long.MAX_VALUE, 0);
        assertEquals(1_000, counter());
        assertEquals(TimedTask.NEVER, defence.deadlineNs());
        hear(MemberState.ALIVE, Cluster.inc(1_000 + (1L << 48), 0), 0);
        assertEquals(1_001 + (1L << 48), counter());
    }

    @Test
    void shouldSurviveBeingDrivenToTheLastCounter() {
        parts.identity.tryRelive(Cluster.life(Long.MAX_VALUE - 1));
        hear(MemberState.LEFT, new Incarnation(parts.store.self().generation(), 0), 0);
        assertEquals(Long.MAX_VALUE, counter());
        hear(MemberState.LEFT, new Incarnation(parts.store.self().generation(), 0), 1_000);
        assertEquals(Long.MAX_VALUE, counter(), "there is no life above it");
    }

    @Test
    void shouldDefendNothingWhileLeaving() {
        parts.identity.sayGoodbye();
        for (final MemberState state : MemberState.values()) {
            hear(state, Cluster.inc(1_000, 4), 0);
        }
        assertEquals(List.of(), done());
        assertEquals(Cluster.inc(1_000, 0), parts.identity.incarnation());
        assertEquals(MemberState.LEFT, parts.identity.toClaim().state());
    }
}
