package io.gossip.testkit.model;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.EntryKind;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * Ways to spoil a chunk so that no replica may take anything from it (rules V and J, limits). Each makes of a chunk that a
 * replica would take one that it must refuse in full.
 */
public enum Forgery {
    /** It ends before it begins. */
    BACKWARD((chunk, limits) -> ended(begun(chunk, chunk.target() + 1, chunk.target() + 1), chunk.target())),
    /** It goes beyond what it was cut from. */
    ABOVE_TARGET((chunk, limits) -> ended(copied(chunk, chunk.from(), chunk.target()), chunk.target() + 1)),
    /** Nothing is in it, and yet it is not all. */
    STALLED((chunk, limits) -> ended(begun(chunk, chunk.from(), chunk.target() + 1), chunk.from())),
    /** It starts below zero. */
    NEGATIVE_FROM((chunk, limits) -> ended(copied(chunk, -1, chunk.target()), chunk.to())),
    /** A purge floor that its own version does not have yet. */
    FLOOR_ABOVE_TARGET((chunk, limits) -> ended(
            ChunkBuffer.unlimited()
                    .begin(
                            chunk.owner(),
                            chunk.generation().counter(),
                            chunk.generation().nonce(),
                            0,
                            chunk.target(),
                            chunk.target() + 1,
                            ChunkFlags.RESET),
            chunk.target())),
    /** The life before every life. */
    NO_LIFE((chunk, limits) -> ofLife(chunk, 0, 0)),
    /** A counter below zero. */
    NEGATIVE_COUNTER((chunk, limits) -> ofLife(chunk, -1, 1)),
    /** A life that could hardly be outbid (J). */
    COUNTER_JUMP((chunk, limits) -> ofLife(chunk, Long.MAX_VALUE, 1)),
    /** A version that the owner cannot have reached (J). */
    VERSION_JUMP((chunk, limits) -> ended(copied(chunk, chunk.from(), Long.MAX_VALUE), Long.MAX_VALUE)),
    /** An entry behind the chunk's end. */
    ENTRY_ABOVE_RANGE((chunk, limits) ->
            ended(copied(chunk, chunk.from(), chunk.target()).set(chunk.to() + 1, "forged", value()), chunk.to())),
    /** An entry at the version before the chunk's first. */
    ENTRY_BELOW_RANGE((chunk, limits) -> ended(
            begun(chunk, chunk.from(), chunk.target() + 1).set(chunk.from(), "forged", value()), chunk.target() + 1)),
    /** Two entries of one version. */
    VERSION_TWICE((chunk, limits) -> ended(
            copied(chunk, chunk.from(), chunk.target() + 1)
                    .set(chunk.target() + 1, "forged", value())
                    .set(chunk.target() + 1, "twin", value()),
            chunk.target() + 1)),
    /** A falling version. */
    UNSORTED((chunk, limits) -> ended(
            begun(chunk, chunk.from(), chunk.target() + 2)
                    .set(chunk.target() + 2, "forged", value())
                    .set(chunk.target() + 1, "older", value()),
            chunk.target() + 2)),
    /** A value over the limit. */
    LONG_VALUE((chunk, limits) -> with(chunk, EntryKind.SET, key("forged"), new byte[limits.maxValueLength() + 1])),
    /** A key over the limit. */
    LONG_KEY((chunk, limits) -> with(chunk, EntryKind.SET, key("k".repeat(StoreKey.MAX_LENGTH + 1)), value())),
    /** A value without a key. */
    EMPTY_KEY((chunk, limits) -> with(chunk, EntryKind.SET, new byte[0], value())),
    /** A key that is no UTF-8. */
    MALFORMED_KEY((chunk, limits) -> with(chunk, EntryKind.SET, new byte[] {(byte) 0xC3, 0x28}, value())),
    /** A key with a control character. */
    CONTROL_CHARACTER((chunk, limits) -> with(chunk, EntryKind.SET, key("for\nged"), value())),
    /** A tombstone with a value. */
    TOMBSTONE_WITH_VALUE((chunk, limits) -> with(chunk, EntryKind.TOMBSTONE, key("forged"), value())),
    /** A purge that does not say up to where. */
    SHORT_PURGE((chunk, limits) -> with(chunk, EntryKind.PURGE, new byte[0], new byte[Long.BYTES - 1])),
    /** Of an owner whom the replica does not hold. */
    STRANGER((chunk, limits) -> ended(
            ChunkBuffer.unlimited()
                    .begin(
                            NodeId.of(chunk.owner().value() + "'"),
                            chunk.generation().counter(),
                            chunk.generation().nonce(),
                            0,
                            1,
                            0,
                            0)
                    .set(1, "forged", value()),
            1));

    private final BiFunction<Chunk, StoreLimits, ChunkBuffer> spoiler;

    Forgery(final BiFunction<Chunk, StoreLimits, ChunkBuffer> spoiler) {
        this.spoiler = spoiler;
    }

    /**
     * @param chunk one that is sound
     * @param limits those of the replica that shall refuse it
     * @return the spoiled one
     */
    public ChunkBuffer of(final Chunk chunk, final StoreLimits limits) {
        return spoiler.apply(chunk, limits);
    }

    private static ChunkBuffer begun(final Chunk chunk, final long from, final long target) {
        return ChunkBuffer.unlimited()
                .begin(
                        chunk.owner(),
                        chunk.generation().counter(),
                        chunk.generation().nonce(),
                        from,
                        target,
                        chunk.purgeFloor(),
                        chunk.flags());
    }

    private static ChunkBuffer copied(final Chunk chunk, final long from, final long target) {
        return filled(begun(chunk, from, target), chunk);
    }

    private static ChunkBuffer filled(final ChunkBuffer buffer, final Chunk chunk) {
        chunk.entries().forEach(write -> buffer.entry(write.version(), write.kind(), write.keyBytes(), write.value()));
        return buffer;
    }

    private static ChunkBuffer ended(final ChunkBuffer buffer, final long to) {
        buffer.end(to);
        return buffer;
    }

    private static ChunkBuffer ofLife(final Chunk chunk, final long counter, final long nonce) {
        final ChunkBuffer buffer = ChunkBuffer.unlimited()
                .begin(chunk.owner(), counter, nonce, chunk.from(), chunk.target(), chunk.purgeFloor(), chunk.flags());
        return ended(filled(buffer, chunk), chunk.to());
    }

    /** One write more, and complete: what stands in the way is that entry alone. */
    private static ChunkBuffer with(final Chunk chunk, final int kind, final byte[] key, final byte[] value) {
        final long version = chunk.target() + 1;
        return ended(copied(chunk, chunk.from(), version).entry(version, kind, key, value), version);
    }

    private static byte[] key(final String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value() {
        return new byte[] {1};
    }
}
