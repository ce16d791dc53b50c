package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterDomainState;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Every method of a gossiper and what comes of it in each phase of life: the table of docs/operations.md. A cell reads
 * "works", "fails" (with a LifecycleException, at once or through the future), or the value that is returned.
 */
enum GossiperCall {
    START("start(…)", "works", "fails", "fails", "works", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.start(GossipStartConfiguration.alone());
        }
    },
    STOP("stop(…)", "fails", "works", "fails", "fails", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.stop(Duration.ofSeconds(5));
        }
    },
    CLOSE("close()", "works", "works", "works", "works", "works") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.close();
            return null;
        }
    },
    PING("ping(…)", "fails", "works", "fails", "fails", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.ping(PEER, peer);
        }
    },
    PING_ASYNC("pingAsync(…)", "fails", "works", "works", "fails", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.pingAsync(PEER, peer);
        }
    },
    JOIN_ASYNC("joinAsync(…)", "fails", "works", "works", "fails", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.joinAsync(List.of(peer));
        }
    },
    AWAIT_STATUS("awaitStatus(…), of one it has not", "`false`", "`false`", "fails", "`false`", "`false`") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.awaitStatus(NodeStatus.NEVER_GOSSIPED, Duration.ofMillis(10));
        }
    },
    AWAIT("await(…), of what is not so", "`false`", "`false`", "fails", "`false`", "`false`") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.await(store -> store.view().members().isEmpty(), Duration.ofMillis(10));
        }
    },
    SUBSCRIBE("subscribe(…)", "works", "works", "works", "works", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.subscribe(event -> {});
        }
    },
    SUBSCRIBE_TO_KEYS("subscribe(…) to keys", "works", "works", "works", "works", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.subscribe(event -> {}, Set.of(KEY.name()));
        }
    },
    DO_WORK("doWork(), with a thread of its own", "fails", "fails", "fails", "fails", "fails") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.doWork();
        }
    },
    IDLE_TIME_NS("idleTimeNs()", "`Long.MAX_VALUE`", "works", "works", "`Long.MAX_VALUE`", "`Long.MAX_VALUE`") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.idleTimeNs() == Long.MAX_VALUE ? "Long.MAX_VALUE" : "some nanoseconds";
        }
    },
    SELF_STATUS("selfStatus()", "`NOT_IN_QUORUM`", "`UP`", "`UP`", "`DOWN`", "`DOWN`") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.selfStatus();
        }
    },
    ADDRESS("address()", "`127.0.0.1:0`", "works", "works", "`127.0.0.1:0`", "`127.0.0.1:0`") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.address();
        }
    },
    DURABLE(
            "durable(), without a directory",
            "`JournalException`",
            "`JournalException`",
            "`JournalException`",
            "`JournalException`",
            "`JournalException`") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            final CompletableFuture<Void> durable = gossiper.durable();
            assertTrue(durable.isCompletedExceptionally());
            return durable.handle((none, failure) -> failure.getClass().getSimpleName())
                    .join();
        }
    },
    UPDATE_CLUSTER("updateCluster(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.updateCluster(Map.of());
            return null;
        }
    },
    UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP("updateClusterDomainsActiveMap(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            assertTrue(gossiper.updateClusterDomainsActiveMap(Map.of("zone", ClusterDomainState.ACTIVE)));
            return gossiper.updateClusterDomainsActiveMap(Map.of());
        }
    },
    UPDATE_SELF_CLUSTER_DOMAIN("updateSelfClusterDomain(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            assertTrue(gossiper.updateSelfClusterDomain("zone"));
            assertEquals("zone", gossiper.localNodeInfo(gossiper.nodeId()).clusterDomain());
            return gossiper.updateSelfClusterDomain("");
        }
    },
    NODES("nodes()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.nodes();
        }
    },
    UPDATE("update(…)", "works", "works", "fails", "works", "works") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.update(gossiper.localState());
            return null;
        }
    },
    ADD_NODE("addNode(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            final NodeId added = NodeId.of("added");
            gossiper.addNode(added, NodeStatus.DOWN, false, "");
            gossiper.removeNode(added);
            return null;
        }
    },
    REMOVE_NODE("removeNode(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.removeNode(gossiper.nodeId());
            return null;
        }
    },
    UPDATE_NODE_STATUS("updateNodeStatus(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.updateNodeStatus(gossiper.nodeId(), NodeStatus.SUSPECT_DOWN);
            return null;
        }
    },
    UPDATE_SELF_STATUS("updateSelfStatus(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.updateSelfStatus(NodeStatus.NOT_IN_QUORUM);
            return null;
        }
    },
    EXTERNAL_NODE_LEAVE("externalNodeLeave(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.externalNodeLeave(PEER);
        }
    },
    GOSSIP_INTERVAL("gossipInterval()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.gossipInterval();
        }
    },
    COUNTERS("counters()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.counters();
        }
    },
    CONFIGURATION("configuration()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.configuration();
        }
    },
    NODE_ID("nodeId()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.nodeId();
        }
    },
    UPDATE_SELF("updateSelf(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.updateSelf(KEY, "one");
            gossiper.updateSelf(batch -> batch.put(KEY, "two"));
            assertEquals(Optional.of("two"), gossiper.value(gossiper.nodeId(), KEY));
            return null;
        }
    },
    UPDATE_SELF_FOR_A_TIME("updateSelf(…) with a time to live") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            gossiper.updateSelf(KEY, "for an hour", Duration.ofHours(1));
            assertEquals(Optional.of("for an hour"), gossiper.value(gossiper.nodeId(), KEY));
            return null;
        }
    },
    REMOVE_SELF("removeSelf(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.removeSelf(KEY);
        }
    },
    STORE_KEY_VALUE("storeKeyValue(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            assertFalse(gossiper.storeKeyValue(KEY).isEmpty());
            return gossiper.storeKeyValue(KEY.name());
        }
    },
    STORE_KEYS("storeKeys()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.storeKeys();
        }
    },
    VALUE("value(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.value(gossiper.nodeId(), KEY);
        }
    },
    READ("read(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.read(
                    gossiper.nodeId(), KEY, (counter, nonce, version, buffer, offset, length) -> buffer.capacity());
        }
    },
    FOR_EACH_VALUE("forEachValue(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.forEachValue(
                    KEY, (node, counter, nonce, version, buffer, offset, length) -> buffer.capacity());
        }
    },
    LOCAL_STATE("localState()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.localState();
        }
    },
    LOCAL_NODE_INFO("localNodeInfo(…)") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.localNodeInfo(gossiper.nodeId());
        }
    },
    META_INFO("metaInfo()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.metaInfo();
        }
    },
    VIEW("view()") {
        @Override
        Object on(final Gossiper gossiper, final NodeAddress peer) {
            return gossiper.view();
        }
    };

    /** Phases, and the one place in a running node where not everything is possible. */
    enum Column {
        BEFORE_START,
        RUNNING,
        PROTOCOL_THREAD,
        AFTER_STOP,
        AFTER_CLOSE
    }

    static final NodeId PEER = NodeId.of("peer");

    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final int PATIENCE_S = 30;

    private final String signature;
    private final String[] cells;

    GossiperCall(final String signature, final String... cells) {
        this.signature = signature;
        this.cells = cells.length == 0 ? new String[] {"works", "works", "works", "works", "works"} : cells;
    }

    /** @return the value, or a future of it, or null when there is none */
    abstract Object on(Gossiper gossiper, NodeAddress peer);

    String methodName() {
        return signature.substring(0, signature.indexOf('('));
    }

    /** @return the row of the table in the documentation */
    String row() {
        final int end = signature.indexOf(')') + 1;
        return "| `" + signature.substring(0, end) + "`" + signature.substring(end) + " | " + String.join(" | ", cells)
                + " |";
    }

    /** @return what came of it, in the words of the table */
    String outcome(final Gossiper gossiper, final NodeAddress peer, final Column column) {
        try {
            final Object value = on(gossiper, peer);
            if (value instanceof final CompletableFuture<?> future) {
                if (column == Column.PROTOCOL_THREAD) {
                    // Waiting here would be waiting for this very thread.
                    return future.isCompletedExceptionally() ? "fails" : "works";
                }
                future.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
                return cell(column).equals("works") ? "works" : "a value";
            }
            return cell(column).startsWith("`") ? "`" + value + "`" : "works";
        } catch (final LifecycleException e) {
            assertTrue(e.getMessage().contains("nodeId=" + gossiper.nodeId()), e.getMessage());
            return "fails";
        } catch (final CompletionException e) {
            assertInstanceOf(LifecycleException.class, e.getCause());
            assertNull(e.getCause().getCause());
            return "fails";
        }
    }

    String cell(final Column column) {
        return cells[column.ordinal()];
    }
}
