package io.gossip.core.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RumorQueueTest {
    private final RumorQueue queue = new RumorQueue(() -> 100);

    /** ceil(ln(members * owners)) + 3; ln 2 = 0.69, ln 100 = 4.61, ln 1,000 = 6.91, ln 100,000 = 11.5. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 4",
        "1, 1, 4",
        "2, 1, 4",
        "3, 1, 5",
        "8, 1, 6",
        "100, 1, 8",
        "1000, 1, 10",
        "1000, 100, 15",
        "7, 3, 7"
    })
    void shouldGrowWithTheLogarithmOfMembersAndOwners(final int members, final int owners, final int expected) {
        assertEquals(expected, RumorQueue.sends(members, owners));
    }

    @Test
    void shouldGiveMoreSendsInABurst() {
        for (int i = 1; i <= 50; i++) {
            queue.onWrite(i, 0, false);
        }
        assertEquals(12, sendsLeft(50), "ln(100 * 50) = 8.5");
        assertEquals(8, sendsLeft(1), "the first came alone");
    }

    private int sendsLeft(final long ownerHash) {
        return queue.freshestFirst().stream()
                .filter(owner -> owner.ownerHash() == ownerHash)
                .findFirst()
                .orElseThrow()
                .sendsLeft();
    }

    @Test
    void shouldServeThoseWithMostSendsLeftFirst() {
        queue.onWrite(1, 0, false);
        queue.freshestFirst().get(0).onSent(1);
        queue.onWrite(2, 0, false);
        assertEquals(List.of(2L, 1L), owners());
        queue.onWrite(1, 5, false);
        queue.freshestFirst().forEach(owner -> {
            if (owner.ownerHash() == 2) {
                owner.onSent(1);
            }
        });
        assertEquals(List.of(1L, 2L), owners());
    }

    private List<Long> owners() {
        return queue.freshestFirst().stream().map(HotOwner::ownerHash).toList();
    }

    @Test
    void shouldDropTheSpentAndTheRemoved() {
        queue.onWrite(1, 0, false);
        queue.onWrite(2, 0, false);
        assertTrue(queue.hasFresh());
        final int sends = sendsLeft(1);
        for (int i = 0; i < sends; i++) {
            queue.dropSpent();
            assertTrue(owners().contains(1L));
            queue.freshestFirst().stream()
                    .filter(owner -> owner.ownerHash() == 1)
                    .forEach(owner -> owner.onSent(1));
        }
        queue.dropSpent();
        assertEquals(List.of(2L), owners());
        queue.remove(2);
        queue.remove(3);
        assertTrue(queue.isEmpty());
        assertFalse(queue.hasFresh());
    }

    @Test
    void shouldSendFromTheOldestWriteWithSendsLeft() {
        final HotOwner owner = new HotOwner(1);
        owner.onWrite(10, false, 3);
        owner.onSent(1);
        owner.onWrite(11, false, 3);
        assertEquals(10, owner.fromVersionExclusive());
        assertEquals(3, owner.sendsLeft());
        owner.onSent(1);
        assertEquals(10, owner.fromVersionExclusive());
        owner.onSent(1);
        assertEquals(11, owner.fromVersionExclusive());
        assertFalse(owner.isFresh());
        owner.onSent(1);
        assertTrue(owner.isSpent());
    }

    @Test
    void shouldBeginAnewWithANewLife() {
        final HotOwner owner = new HotOwner(1);
        owner.onWrite(10, false, 3);
        owner.onWrite(0, true, 4);
        assertEquals(0, owner.fromVersionExclusive());
        assertEquals(4, owner.sendsLeft());
        for (int i = 0; i < 4; i++) {
            assertFalse(owner.isSpent());
            owner.onSent(1);
        }
        assertTrue(owner.isSpent());
    }

    @Test
    void shouldCoalesceTheOldestOfManyWritesAndLoseNone() {
        final HotOwner owner = new HotOwner(1);
        for (int i = 0; i < 10_000; i++) {
            owner.onWrite(i, false, 5);
        }
        assertEquals(0, owner.fromVersionExclusive());
        for (int i = 0; i < 5; i++) {
            assertFalse(owner.isSpent());
            owner.onSent(1);
        }
        assertTrue(owner.isSpent());
    }
}
