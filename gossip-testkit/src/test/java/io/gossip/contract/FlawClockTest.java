package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F4 and F5: wall clocks that are years apart, or step by years, decide on nothing. */
class FlawClockTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final StoreKey<String> OTHER = StoreKey.utf8("other");
    private static final List<String> IDS = List.of("a", "b", "c", "d");

    private static Duration years(final int count) {
        return Duration.ofDays(365L * count);
    }

    private static ContractNetwork skewed(final long seed, final int... years) {
        final ContractNetwork net = new ContractNetwork(seed);
        for (int i = 0; i < years.length; i++) {
            final ContractNode node = net.node(IDS.get(i));
            node.clock().step(years(years[i]));
            node.forget();
        }
        return net.startAll();
    }

    private static void awaitEverywhere(final ContractNetwork net, final String owner, final String value) {
        net.await(value + " is everywhere", () -> IDS.stream()
                .map(net::get)
                .filter(node -> node != null && node.isRunning())
                .allMatch(node -> node.value(owner, KEY).equals(Optional.of(value))));
    }

    /**
     * F4: an observer with an old copy marks a node DOWN, later than the owner's last write by its clock; its stamp makes
     * the old copy win, for good once the owner is dead.
     */
    @ParameterizedTest(name = "observer ahead by {0} years")
    @ValueSource(ints = {-20, -1, 0, 1, 20})
    void f4ShouldNotEraseNewerDataWhenAnObserverMarksItsOwnerDown(final int ahead) {
        for (int seed = 0; seed < 5; seed++) {
            final ContractNetwork net = skewed(seed, ahead, 0, 0);
            final ContractNode observer = net.get("a");
            final ContractNode owner = net.get("c");
            owner.write(KEY, "old");
            awaitEverywhere(net, "c", "old");
            net.faults().cut(owner.address(), observer.address());
            net.faults().cut(net.get("b").address(), observer.address());
            owner.write(KEY, "new");
            owner.write(OTHER, "more");
            net.await("b has it", () -> net.get("b").value("c", KEY).equals(Optional.of("new")));
            net.awaitShown("c", NodeStatus.DOWN, "a");
            assertEquals(Optional.of("old"), observer.value("c", KEY));
            owner.crash();
            net.awaitShown("c", NodeStatus.DOWN, "b");
            net.faults().heal();
            awaitEverywhere(net, "c", "new");
            net.runTicks(100);
            assertEquals(Optional.of("new"), net.get("b").value("c", KEY), "seed " + seed);
            assertEquals(Optional.of("more"), observer.value("c", OTHER), "seed " + seed);
        }
    }

    /** F5: clocks decades apart, and each write is everywhere, whoever's clock is ahead. */
    @Test
    void f5ShouldBringEachWriteToAllWhenClocksAreYearsApart() {
        for (int seed = 0; seed < 5; seed++) {
            final ContractNetwork net = skewed(seed, 30, -30, 0, 7);
            for (int round = 0; round < 4; round++) {
                for (final String id : IDS) {
                    net.get(id).write(KEY, id + round);
                    awaitEverywhere(net, id, id + round);
                }
            }
        }
    }

    /** F5: a record from the future blocks what its owner writes after its clock was set right. */
    @Test
    void f5ShouldTakeLaterWritesAfterAClockWentBack() {
        for (int seed = 0; seed < 5; seed++) {
            final ContractNetwork net = skewed(seed, 0, 0, 0, 0);
            final ContractNode owner = net.get("b");
            owner.clock().step(years(10));
            owner.write(KEY, "from the future");
            awaitEverywhere(net, "b", "from the future");
            owner.clock().step(years(-20));
            owner.write(KEY, "now");
            awaitEverywhere(net, "b", "now");
        }
    }

    /** F5: an owner that is started anew with a slower clock is not heard until that catches up. */
    @Test
    void f5ShouldHearAnOwnerThatRestartsWithASlowerClock() {
        for (int seed = 0; seed < 5; seed++) {
            final ContractNetwork net = skewed(seed, 0, 5, 0, 0);
            final ContractNode owner = net.get("b");
            owner.write(KEY, "last life");
            awaitEverywhere(net, "b", "last life");
            owner.crash();
            owner.clock().step(years(-25));
            owner.forget();
            owner.declarations().updateCluster(net.members());
            owner.start();
            owner.write(KEY, "this life");
            awaitEverywhere(net, "b", "this life");
            net.awaitAllUp();
            net.runTicks(50);
            assertTrue(IDS.stream().allMatch(id -> net.get(id).value("b", KEY).equals(Optional.of("this life"))));
        }
    }
}
