package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Owners that are no members. What must hold: readers see them as any other, nothing that others are told speaks of them,
 * and they take no place from a member.
 */
final class AsideOwnersTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final NodeId ASIDE = NodeId.of("aside");
    private static final NodeId MEMBER = NodeId.of("member");
    private static final NodeId LATER = NodeId.of("later");
    private static final KeyedHash HASH = KeyedHash.of("aside", "1");

    private final OwnerStore store = OwnerStore.create(
            SELF, new Generation(4, 4), HASH, StoreLimits.defaults().withMaxOwners(3), 7);
    private final Replica replica = store.replica();

    private MergeOutcome merge(final NodeId owner) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited()
                .begin(owner, 5, 1, 0, 3, 0, ChunkFlags.RESET)
                .set(3, "key", new byte[] {1});
        chunk.end(3);
        return replica.merge(chunk);
    }

    private List<NodeId> told() {
        final List<NodeId> owners = new ArrayList<>();
        replica.forEachDigest(0, digest -> owners.add(replica.owner(digest.ownerHash())));
        owners.remove(SELF);
        return owners;
    }

    private OwnerDigest nothing(final NodeId owner) {
        return new OwnerDigest().set(HASH.of(owner), 0, 0, 0, 0, false, false);
    }

    @Test
    void shouldBeReadAndNotToldOfUntilItIsHeld() {
        final long before = replica.rootHash();
        assertTrue(replica.holdAside(ASIDE));
        assertTrue(replica.isHeld(ASIDE));
        assertEquals(MergeOutcome.PUBLISHED, merge(ASIDE));
        assertEquals(3, store.reader().snapshot(ASIDE).version());
        assertEquals(before, replica.rootHash());
        assertEquals(List.of(), told());
        assertNull(replica.owner(HASH.of(ASIDE)));
        assertFalse(replica.digest(HASH.of(ASIDE), new OwnerDigest()));
        assertFalse(replica.visible(HASH.of(ASIDE), new OwnerDigest()));
        final ChunkBuffer sink = ChunkBuffer.unlimited();
        assertEquals(CutOutcome.NOTHING, replica.cut(nothing(ASIDE), sink));
        assertEquals(CutOutcome.NOTHING, replica.cutRumor(HASH.of(ASIDE), 0, sink));

        assertTrue(replica.hold(ASIDE));
        assertNotEquals(before, replica.rootHash());
        assertEquals(List.of(ASIDE), told());
        assertEquals(CutOutcome.COMPLETE, replica.cut(nothing(ASIDE), sink));
        replica.release(ASIDE);
        assertEquals(before, replica.rootHash());
    }

    @Test
    void shouldHashAsOneThatWasHeldFromTheBeginning() {
        replica.hold(ASIDE);
        merge(ASIDE);
        final long held = replica.rootHash();
        replica.release(ASIDE);
        replica.holdAside(ASIDE);
        merge(ASIDE);
        replica.hold(ASIDE);
        assertEquals(held, replica.rootHash());
    }

    @Test
    void shouldNotSetAMemberAside() {
        replica.hold(MEMBER);
        merge(MEMBER);
        final long before = replica.rootHash();
        assertTrue(replica.holdAside(MEMBER));
        assertEquals(before, replica.rootHash());
        replica.releaseAside(id -> true);
        assertNotNull(store.reader().snapshot(MEMBER));
    }

    @Test
    void shouldGiveWayToAMemberAndToNobodyElse() {
        replica.holdAside(ASIDE);
        merge(ASIDE);
        assertTrue(replica.hold(MEMBER));
        assertFalse(replica.holdAside(LATER), "full");
        assertNotNull(store.reader().snapshot(ASIDE));
        assertTrue(replica.hold(LATER));
        assertNull(store.reader().snapshot(ASIDE));
        assertFalse(replica.isHeld(ASIDE));
        assertFalse(replica.hold(ASIDE), "full of members");
        assertTrue(replica.isHeld(MEMBER));
    }

    @Test
    void shouldReleaseWhatIsNotWanted() {
        replica.holdAside(ASIDE);
        replica.holdAside(LATER);
        merge(ASIDE);
        merge(LATER);
        replica.releaseAside(ASIDE::equals);
        assertNull(store.reader().snapshot(ASIDE));
        assertNotNull(store.reader().snapshot(LATER));
        assertThrows(InvalidValueException.class, () -> replica.releaseAside(null));
        assertThrows(InvalidValueException.class, () -> replica.holdAside(null));
    }
}
