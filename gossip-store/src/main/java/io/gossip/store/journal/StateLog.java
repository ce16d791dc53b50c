package io.gossip.store.journal;

import io.gossip.Generation;
import io.gossip.JournalException;
import io.gossip.NodeAddress;
import io.gossip.store.EntryKind;
import io.gossip.store.EntryVisitor;
import io.gossip.store.OwnerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agrona.DirectBuffer;

/**
 * The file of counter, values and peers. A write appends what changed as one record; where that is not known (another
 * life, a purge of tombstones not seen, a failed write), or the file has outgrown what is live, all is written to a new
 * file that takes its place. One thread.
 */
final class StateLog {
    /** Times its size after the last rewrite that a file may grow to, which bounds both disk and rewriting. */
    private static final int MAX_GROWTH = 4;
    /** Smaller files are not worth rewriting. */
    private static final long MIN_REWRITTEN_LENGTH = 64 << 10;
    /** Values of a rewritten file come in records of about this length. */
    private static final int RECORD_LENGTH = 1 << 20;
    /** More than this is no change but another state: with one more value, it is still below the longest record. */
    private static final int MAX_APPENDED_LENGTH = 32 << 20;

    private final Path path;
    private final JournalOwner owner;
    private final Disk disk;
    private final RandomGenerator random;
    private final EntryEncoder entries;
    private final OwnState own;
    private Recovered recovered;
    private JournalFile file;
    private boolean isTailKnown;
    private long rewrittenLength;
    private Generation life = Generation.NONE;
    private long version;
    private volatile List<NodeAddress> peers;
    private volatile long rewriteCount;

    StateLog(
            final Path path,
            final JournalOwner owner,
            final Disk disk,
            final RandomGenerator random,
            final EntryEncoder entries,
            final Recovered recovered) {
        this.path = path;
        this.owner = owner;
        this.disk = disk;
        this.random = random;
        this.entries = entries;
        this.own = new OwnState(owner.nodeId());
        this.recovered = recovered;
        this.peers = recovered.peers();
    }

    List<NodeAddress> peers() {
        return peers;
    }

    long rewriteCount() {
        return rewriteCount;
    }

    /** The store now has what was recovered, as writes 1 to n of that life. */
    void beginLife(final Generation first, final long lastVersion) {
        life = first;
        version = lastVersion;
        recovered = null; // from here on the store has it
    }

    /** Notes a counter, durably. */
    void raiseCounter(final long counter) {
        attempt(() -> {
            if (isTailKnown) {
                append(entries.clear().counter(counter));
            } else if (recovered != null) {
                rewrite(counter, this::writeRecovered);
            }
            // Else the next write makes a new file, with the counter in it; the file of the counter alone has it
            // already.
        });
    }

    private void writeRecovered(final JournalFile next) throws IOException {
        for (final Map.Entry<String, byte[]> entry : recovered.values().entrySet()) {
            entries.value(entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue());
            flushIfLong(next);
        }
    }

    /** @return whether there was anything to write */
    boolean write(final OwnerReader reader, final List<NodeAddress> present, final long counter) {
        final List<NodeAddress> nextPeers = present.isEmpty() ? peers : List.copyOf(present);
        return attempt(() -> {
            final boolean isOutgrown =
                    file != null && file.length() > Math.max(MIN_REWRITTEN_LENGTH, MAX_GROWTH * rewrittenLength);
            if (!isTailKnown || isOutgrown || !tryCollectChanges(reader)) {
                rewriteAll(reader, nextPeers, counter);
                return true;
            }
            if (!nextPeers.equals(peers)) {
                entries.peers(nextPeers);
            }
            final boolean isNews = entries.length() > 0;
            if (isNews) {
                append(entries);
                peers = nextPeers;
            }
            version = own.version();
            return isNews;
        });
    }

    /** @return whether the entries now are all that changed; if not, nobody knows what was deleted meanwhile */
    private boolean tryCollectChanges(final OwnerReader reader) {
        entries.clear();
        final Generation present = own.life(reader);
        return present.equals(life)
                && own.visit(reader, present, this::collectIfNew)
                && own.purgeFloor() <= version
                && entries.length() <= MAX_APPENDED_LENGTH;
    }

    private void collectIfNew(
            final long entryVersion,
            final int kind,
            final DirectBuffer buffer,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        if (entryVersion <= version || entries.length() > MAX_APPENDED_LENGTH) {
            return; // known, or it will be written to a new file anyway
        }
        if (kind == EntryKind.SET) {
            entries.value(buffer, keyOffset, keyLength, valueLength);
        } else if (kind == EntryKind.TOMBSTONE) {
            entries.removed(buffer, keyOffset, keyLength);
        }
    }

    private void append(final EntryEncoder record) throws IOException {
        isTailKnown = false; // until it is forced
        file.append(record);
        file.force();
        isTailKnown = true;
    }

    private void rewriteAll(final OwnerReader reader, final List<NodeAddress> nextPeers, final long counter)
            throws IOException {
        final List<NodeAddress> before = peers;
        peers = nextPeers;
        boolean isWritten = false;
        try {
            while (!isWritten) {
                final Generation present = own.life(reader);
                isWritten = rewrite(counter, next -> {
                    if (!own.visit(reader, present, valuesTo(next))) {
                        throw new LifeEndedException();
                    }
                });
                life = present;
            }
            version = own.version();
        } finally {
            if (!isWritten) {
                peers = before;
            }
        }
    }

    private EntryVisitor valuesTo(final JournalFile next) {
        return (entryVersion, kind, buffer, keyOffset, keyLength, valueOffset, valueLength) -> {
            if (kind == EntryKind.SET) {
                entries.value(buffer, keyOffset, keyLength, valueLength);
                try {
                    flushIfLong(next);
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private void flushIfLong(final JournalFile next) throws IOException {
        if (entries.length() >= RECORD_LENGTH) {
            next.append(entries);
            entries.clear();
        }
    }

    /** @return false when the life ended meanwhile: all is as before */
    private boolean rewrite(final long counter, final Content content) throws IOException {
        final JournalFile next = JournalFile.create(disk, path, owner, random.nextLong());
        boolean isInPlace = false;
        try {
            entries.clear().counter(counter).peers(peers);
            content.writeTo(next);
            next.append(entries);
            next.moveToName();
            isInPlace = true;
        } catch (final LifeEndedException e) {
            return false;
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!isInPlace) {
                next.close();
            }
        }
        close();
        file = next;
        isTailKnown = true;
        rewrittenLength = next.length();
        rewriteCount++;
        return true;
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }

    private <T> T attempt(final Write<T> write) {
        try {
            return write.run();
        } catch (final IOException e) {
            isTailKnown = false;
            throw new JournalException("cannot write journal, path=" + path, e);
        }
    }

    private void attempt(final PlainWrite write) {
        attempt(() -> {
            write.run();
            return null;
        });
    }

    /** Something that ends at the disk. */
    private interface Write<T> {
        T run() throws IOException;
    }

    /** The same without a result. */
    private interface PlainWrite {
        void run() throws IOException;
    }

    /** What a new file is filled with, behind counter and peers. */
    private interface Content {
        void writeTo(JournalFile next) throws IOException;
    }

    /** The entries seen are of two lives: begin again. */
    private static final class LifeEndedException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
