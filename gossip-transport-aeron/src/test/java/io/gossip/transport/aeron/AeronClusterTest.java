package io.gossip.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.GossipIntervals;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes over Aeron, in one JVM. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AeronClusterTest {
    private static final StoreKey<String> LOAD = StoreKey.utf8("load");
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long WHOLE_NS = TimeUnit.SECONDS.toNanos(15);
    private static final String DRIVER_THREAD = "driver-conductor";

    @TempDir
    private Path folder;

    private final List<Gossiper> nodes = new ArrayList<>();

    @AfterEach
    void closeAll() {
        nodes.forEach(Gossiper::close);
    }

    private Gossiper start(final String option, final Path directory) {
        final Gossiper node = Gossiper.builder()
                .nodeId("n" + nodes.size())
                .bind(new NodeAddress("127.0.0.1", 0))
                .transport("aeron")
                .transportOption(option, directory.toString())
                .transportOption("driverTimeoutMs", "3000")
                .membershipMode(MembershipMode.OPEN)
                .intervals(GossipIntervals.lan())
                .build();
        node.start(
                nodes.isEmpty()
                        ? GossipStartConfiguration.alone()
                        : GossipStartConfiguration.seeds(nodes.get(0).address()));
        nodes.add(node);
        return node;
    }

    private void until(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            Thread.yield();
            if (System.nanoTime() > deadlineNs) {
                fail(what + ", not in time, counters=" + nodes.get(0).counters());
            }
        }
    }

    private boolean allSeeAllUp() {
        return nodes.stream()
                .allMatch(one -> one.view().members().size() == nodes.size()
                        && one.view().members().values().stream().allMatch(member -> member.status() == NodeStatus.UP));
    }

    private boolean allHave(final NodeId owner, final String value) {
        return nodes.stream().allMatch(node -> node.value(owner, LOAD).equals(Optional.of(value)));
    }

    private static long driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(DRIVER_THREAD))
                .count();
    }

    private long directories() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).count();
        }
    }

    @Test
    void shouldConvergeWithSixteenNodesOnOneDriver() throws IOException {
        final long threadsBefore = driverThreads();
        for (int i = 0; i < 16; i++) {
            start("embeddedDirectory", folder);
        }
        until("membership", this::allSeeAllUp);
        assertEquals(threadsBefore + 1, driverThreads());
        assertEquals(1, directories());
        for (final Gossiper node : nodes) {
            node.updateSelf(LOAD, "of " + node.nodeId().value());
        }
        until("values", () -> nodes.stream()
                .allMatch(
                        owner -> allHave(owner.nodeId(), "of " + owner.nodeId().value())));
        closeAll();
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        until("the driver's end", () -> driverThreads() == threadsBefore);
    }

    @Test
    void shouldBeWholeAgainWhenAnExternalDriverIsBack() {
        try (DriverProcess driver = new DriverProcess(folder.resolve("driver"))) {
            driver.start();
            for (int i = 0; i < 4; i++) {
                start("aeronDirectory", folder.resolve("driver"));
            }
            until("membership", this::allSeeAllUp);
            final NodeId writer = nodes.get(0).nodeId();
            nodes.get(0).updateSelf(LOAD, "before");
            until("values", () -> allHave(writer, "before"));
            driver.kill();
            nodes.get(0).updateSelf(LOAD, "meanwhile");
            until("loss", () -> nodes.stream().allMatch(node -> node.counters().get("transport drivers lost") > 0));
            nodes.forEach(
                    node -> assertEquals(Optional.of("meanwhile"), nodes.get(0).value(writer, LOAD)));
            driver.start();
            final long backNs = System.nanoTime();
            until("membership", this::allSeeAllUp);
            until("values", () -> allHave(writer, "meanwhile"));
            final long tookNs = System.nanoTime() - backNs;
            assertTrue(tookNs < WHOLE_NS, () -> "whole again only after ns=" + tookNs);
        }
    }
}
