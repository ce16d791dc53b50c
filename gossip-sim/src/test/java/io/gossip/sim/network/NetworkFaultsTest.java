package io.gossip.sim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkFaultsTest {
    private final TestNetwork net = new TestNetwork(1);
    private final NetworkFaults faults = net.network.faults();
    private final TestNetwork.Node a = net.open(1);
    private final TestNetwork.Node b = net.open(2);
    private final TestNetwork.Node c = net.open(3);
    private final TestNetwork.Node d = net.open(4);
    private final List<TestNetwork.Node> all = List.of(a, b, c, d);
    private long number;

    @BeforeEach
    void connectAll() {
        assertEquals("1111 1111 1111 1111", reach());
    }

    /** Who reaches whom: a row per sender, a column per receiver. */
    private String reach() {
        final StringBuilder out = new StringBuilder();
        for (final TestNetwork.Node from : all) {
            out.append(out.length() == 0 ? "" : " ");
            for (final TestNetwork.Node to : all) {
                final long sent = ++number;
                from.send(to, sent);
                net.runMs(2);
                out.append(to.numbers().contains(sent) ? 1 : 0);
            }
        }
        return out.toString();
    }

    @Test
    void shouldStopOneDirectionOnlyWhenCut() {
        faults.cut(a.address(), b.address());
        assertEquals("1011 1111 1111 1111", reach());
        faults.mend(a.address(), b.address());
        assertEquals("1111 1111 1111 1111", reach());
    }

    @Test
    void shouldKeepIslandsApartWhenPartitioned() {
        faults.partition(Set.of(a.address(), b.address()), Set.of(c.address()));
        assertEquals("1100 1100 0010 0001", reach());
        // A new partition replaces the old one.
        faults.partition(Set.of(a.address()));
        assertEquals("1000 0111 0111 0111", reach());
    }

    @Test
    void shouldUndoPartitionsAndCutsWhenHealed() {
        faults.cut(b.address(), c.address());
        faults.partition(Set.of(a.address(), b.address()));
        assertEquals("1100 1100 0011 0011", reach());
        faults.heal();
        assertEquals("1111 1111 1111 1111", reach());
    }

    @Test
    void shouldDropWhatIsUnderWayWhenThePathIsCutBeforeItArrives() {
        a.send(b, 1_000);
        a.sendReliably(b, 1_001);
        net.time.run(Duration.ofMillis(1).minusNanos(1));
        faults.partition(Set.of(a.address()));
        net.runMs(100);
        faults.heal();
        net.runMs(100);
        assertTrue(b.numbers().stream().noneMatch(n -> n >= 1_000), () -> b.received.toString());
        assertEquals(1, net.network.traffic(a.address(), Lane.BEST_EFFORT).packetsDropped());
        assertEquals(1, net.network.traffic(a.address(), Lane.RELIABLE).packetsDropped());
    }

    @Test
    void shouldRefuseSendsAndReceiveNothingWhenTheInterfaceIsDown() {
        faults.interfaceDown(b.address());
        assertEquals(Transport.UNREACHABLE, b.send(a, 1));
        assertEquals(Transport.UNREACHABLE, b.sendReliably(a, 1));
        assertEquals(Transport.SENT, a.send(b, 1), "the sender cannot know");
        assertEquals("1011 0000 1011 1011", reach());
        faults.interfaceUp(b.address());
        assertEquals("1111 1111 1111 1111", reach());
    }

    @Test
    void shouldUseTheMostSpecificLinkWhenSeveralAreGiven() {
        final LinkModel broken = LinkModel.fixed(TestNetwork.LATENCY).withLoss(1);
        final LinkModel fine = LinkModel.fixed(TestNetwork.LATENCY);

        faults.link(b.address(), broken);
        assertEquals("1011 0000 1011 1011", reach());
        faults.link(b.address(), a.address(), fine);
        assertEquals("1011 1000 1011 1011", reach());
        faults.link(broken);
        faults.link(b.address(), null);
        faults.link(c.address(), fine);
        assertEquals("0010 1010 1111 0010", reach());
        faults.link(b.address(), a.address(), null);
        assertEquals("0010 0010 1111 0010", reach());
    }

    @Test
    void shouldNameTheCulpritWhenMisused() {
        final NodeAddress stranger = TestNetwork.address(77);
        assertTrue(assertThrows(InvalidValueException.class, () -> faults.cut(a.address(), stranger))
                .getMessage()
                .endsWith("address=10.0.0.77:7946"));
        assertThrows(InvalidValueException.class, () -> faults.cut(a.address(), a.address()));
        assertThrows(InvalidValueException.class, () -> faults.interfaceDown(stranger));
        assertThrows(InvalidValueException.class, () -> faults.link(null));
        assertThrows(InvalidValueException.class, () -> faults.partition(Set.of(a.address()), Set.of()));
        assertTrue(assertThrows(
                        InvalidValueException.class,
                        () -> faults.partition(Set.of(a.address()), Set.of(b.address(), a.address())))
                .getMessage()
                .endsWith("node=10.0.0.1:7946"));
        assertThrows(InvalidValueException.class, () -> faults.partition(Set.of(stranger)));
        assertThrows(InvalidValueException.class, () -> net.network.traffic(stranger, Lane.RELIABLE));
        assertEquals("1111 1111 1111 1111", reach(), "a refused call changes nothing");
    }

    @Test
    void shouldCountByNodeAndLaneWhenPacketsMove() {
        final Traffic before = net.network.totalTraffic(Lane.BEST_EFFORT);
        final Traffic ofABefore = net.network.traffic(a.address(), Lane.BEST_EFFORT);
        a.send(Lane.BEST_EFFORT, b, 1, 100);
        faults.cut(a.address(), b.address());
        a.send(Lane.BEST_EFFORT, b, 1, 50);
        faults.mend(a.address(), b.address());
        a.send(Lane.RELIABLE, b, 1, 5_000);
        net.runMs(50);

        assertEquals(
                new Traffic(2, 150, 0, 0, 1),
                net.network.traffic(a.address(), Lane.BEST_EFFORT).minus(ofABefore));
        assertEquals(
                new Traffic(2, 150, 1, 100, 1),
                net.network.totalTraffic(Lane.BEST_EFFORT).minus(before));
        assertEquals(new Traffic(1, 5_000, 1, 5_000, 0), net.network.totalTraffic(Lane.RELIABLE));
    }
}
