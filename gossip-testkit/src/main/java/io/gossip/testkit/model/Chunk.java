package io.gossip.testkit.model;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.spi.Arguments;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkFlags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chunk as a value: writes of one owner in {@code (from, to]}, cut from a view of version {@code target}.
 *
 * @param owner whose
 * @param generation the life
 * @param from version before the first, exclusive
 * @param to last version sent, or the target when all are in
 * @param target version of the view it is cut from
 * @param purgeFloor purge floor of that view
 * @param flags {@link ChunkFlags}
 * @param entries by rising version
 */
public record Chunk(
        NodeId owner,
        Generation generation,
        long from,
        long to,
        long target,
        long purgeFloor,
        int flags,
        List<Write> entries) {
    /** Copies the list. */
    public Chunk {
        Arguments.notNull(owner, "owner");
        Arguments.notNull(generation, "generation");
        entries = Arguments.copyOf(entries, "entries");
    }

    /**
     * What a sender with that view answers (S1, S2).
     *
     * @param view the sender's
     * @param asker the digest entry it answers
     * @param maxEntries where it is truncated, from 1
     * @return the chunk, or nothing when the asker lacks nothing
     */
    public static Optional<Chunk> answer(final OwnerView view, final Asker asker, final int maxEntries) {
        Arguments.notNull(view, "view");
        Arguments.notNull(asker, "asker");
        final int byLife = asker.generation().compareTo(view.generation());
        if (byLife > 0 || byLife == 0 && asker.frontier() >= view.version()) {
            return Optional.empty();
        }
        final long frontier = byLife == 0 ? asker.frontier() : 0;
        final long floor = byLife == 0 ? asker.floor() : 0;
        final boolean isReset = view.purgeFloor() > floor;
        return Optional.of(cut(view, isReset ? 0 : frontier, isReset ? ChunkFlags.RESET : 0, maxEntries));
    }

    /** @return all of the view in one chunk, as for an asker that knows nothing */
    public static Chunk whole(final OwnerView view) {
        return answer(view, Asker.NOTHING, Integer.MAX_VALUE).orElseThrow();
    }

    /** @return the view's writes above a version, unasked; the version is below the view's or both are 0 */
    public static Chunk rumor(final OwnerView view, final long from) {
        Arguments.notNull(view, "view");
        return cut(view, from, ChunkFlags.RUMOR, Integer.MAX_VALUE);
    }

    private static Chunk cut(final OwnerView view, final long from, final int flags, final int maxEntries) {
        final List<Write> all =
                view.writes().stream().filter(write -> write.version() > from).toList();
        final List<Write> sent = all.size() <= maxEntries ? all : all.subList(0, maxEntries);
        final long to = sent.size() == all.size()
                ? view.version()
                : sent.get(sent.size() - 1).version();
        return new Chunk(view.owner(), view.generation(), from, to, view.version(), view.purgeFloor(), flags, sent);
    }

    /** @return what a store cut */
    public static Chunk of(final ChunkBuffer cut) {
        Arguments.notNull(cut, "cut");
        final List<Write> entries = new ArrayList<>();
        cut.rewind();
        while (cut.next()) {
            final byte[] key = new byte[cut.keyLength()];
            final byte[] value = new byte[cut.valueLength()];
            cut.entryBuffer().getBytes(cut.keyOffset(), key);
            cut.entryBuffer().getBytes(cut.valueOffset(), value);
            entries.add(new Write(cut.entryVersion(), cut.entryKind(), new String(key, StandardCharsets.UTF_8), value));
        }
        cut.rewind();
        return new Chunk(
                cut.owner(),
                new Generation(cut.counter(), cut.nonce()),
                cut.fromVersionExclusive(),
                cut.toVersion(),
                cut.targetVersion(),
                cut.purgeFloor(),
                cut.flags(),
                entries);
    }

    /** @return this for a replica to merge */
    public ChunkBuffer toSource() {
        final ChunkBuffer buffer = ChunkBuffer.unlimited()
                .begin(owner, generation.counter(), generation.nonce(), from, target, purgeFloor, flags);
        entries.forEach(write -> buffer.entry(write.version(), write.kind(), write.keyBytes(), write.value()));
        buffer.end(to);
        return buffer;
    }

    public boolean isReset() {
        return (flags & ChunkFlags.RESET) != 0;
    }

    public boolean isRumor() {
        return (flags & ChunkFlags.RUMOR) != 0;
    }

    /** @return whether all of the view above {@code from} is in it */
    public boolean isComplete() {
        return to == target;
    }

    @Override
    public String toString() {
        return generation + " (" + from + "," + to + "] of " + target + "/" + purgeFloor + (isReset() ? " reset" : "")
                + (isRumor() ? " rumor" : "") + entries;
    }
}
