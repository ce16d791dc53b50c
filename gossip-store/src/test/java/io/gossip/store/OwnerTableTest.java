package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.memory.Memory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The table of records, over a hash of ids by their length, so that collisions can be had. */
final class OwnerTableTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final NodeId AB = NodeId.of("ab");
    private static final NodeId CD = NodeId.of("cd");
    private static final KeyedHash HASH = KeyedHash.of("table", "1");

    private final SelfRecord self = new SelfRecord(
            SELF,
            SELF.length(),
            StoreLimits.defaults(),
            new SelfRules(),
            new SlotHash(1),
            LocalStore.emptyImage(SELF, new Generation(1, 1)));
    private final OwnerTable table =
            new OwnerTable(OwnerTableTest::hash, new SlotHash(1), 4, self, new Memory(1 << 20));

    private static long hash(final NodeId id) {
        return id.value().startsWith("-") ? -id.length() : id.length();
    }

    @Test
    void shouldNotHoldWhenHashIsTaken() {
        assertTrue(table.hold(AB));
        assertFalse(table.hold(CD));
        assertTrue(table.isHashTaken(CD));
        assertFalse(table.isHashTaken(AB));
        assertFalse(table.isHashTaken(NodeId.of("abc")));
        assertFalse(table.hold(NodeId.of("same")), "self has that hash");
    }

    @Test
    void shouldRefuseChunkWhenItsOwnersHashIsTaken() {
        table.hold(AB);
        final PeerReplica replica =
                new PeerReplica(table, self, HASH, StoreLimits.defaults(), new SlotHash(1), LocalStore.Rules.PLAIN);
        final ChunkBuffer chunk =
                ChunkBuffer.unlimited().begin(CD, 1, 1, 0, 1, 0, 0).set(1, "k", new byte[0]);
        chunk.end(1);
        assertEquals(MergeOutcome.REFUSED, replica.merge(chunk));
        assertEquals(1, replica.refusedCount());
        assertFalse(table.byHash(hash(AB)).show(new View()));
    }

    @Test
    void shouldOrderByUnsignedHashAndFollowChanges() {
        final NodeId high = NodeId.of("-high");
        table.hold(high);
        table.hold(AB);
        assertArrayEquals(new NodeId[] {AB, SELF, high}, ids());
        assertSame(table.byRisingHash(), table.byRisingHash(), "sorted once for each change");

        final PeerRecord gone = table.release(AB);
        assertEquals(AB, gone.id());
        assertArrayEquals(new NodeId[] {SELF, high}, ids());
        assertNull(table.byId(AB));
        assertNull(table.byHash(hash(AB)));
        assertNull(table.release(AB));
        assertTrue(table.hold(CD), "its hash is free again");
    }

    private NodeId[] ids() {
        final NodeId[] ranked = new NodeId[table.size()];
        Arrays.setAll(ranked, rank -> table.ranked(rank).id());
        assertArrayEquals(ranked, idsForReaders());
        return ranked;
    }

    @Test
    void shouldFindTheFirstFromAHash() {
        table.hold(AB);
        assertEquals(0, table.firstFrom(0));
        assertEquals(0, table.firstFrom(hash(AB)));
        assertEquals(1, table.firstFrom(hash(AB) + 1));
        assertEquals(2, table.firstFrom(-1), "none");
    }

    private NodeId[] idsForReaders() {
        return Arrays.stream(table.byRisingHash()).map(OwnerRecord::id).toArray(NodeId[]::new);
    }

    @Test
    void shouldHoldUpToTheLimitAndKeepSelf() {
        assertTrue(table.hold(NodeId.of("a")));
        assertTrue(table.hold(NodeId.of("ab")));
        assertTrue(table.hold(NodeId.of("abc")));
        assertFalse(table.hold(NodeId.of("abcde")));
        assertNull(table.release(SELF));
        assertSame(self, table.byId(SELF));
        assertSame(self, table.byHash(SELF.length()));
    }
}
