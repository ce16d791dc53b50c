package io.gossip.store.journal;

import io.gossip.Generation;
import io.gossip.JournalException;
import io.gossip.NodeAddress;
import io.gossip.store.EntryKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final TimesLeft times = new TimesLeft();
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
        times.begin(recovered.timesLeft());
        recovered = null; // from here on the store has it
    }

    /** Notes a counter, durably. */
    void raiseCounter(final long counter) {
        attempt(() -> {
            if (isTailKnown) {
                append(entries.clear().counter(counter));
            } else if (recovered != null) {
                rewrite(encodeRecovered(counter));
            }
            // Else the next write makes a new file, with the counter in it; the file of the counter alone has it
            // already.
        });
    }

    private Records encodeRecovered(final long counter) {
        final Records records = new Records(counter);
        for (final Map.Entry<String, byte[]> entry : recovered.values().entrySet()) {
            final EntryEncoder record = records.next();
            record.value(entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue());
            final Long leftNs = recovered.timesLeft().get(entry.getKey());
            if (leftNs != null) {
                record.timeLeft(entry.getKey(), leftNs);
            }
        }
        return records;
    }

    /** @return whether there was anything to write */
    boolean write(final OwnSource source, final List<NodeAddress> present, final long counter) {
        final List<NodeAddress> nextPeers = present.isEmpty() ? peers : List.copyOf(present);
        return attempt(() -> {
            final boolean isOutgrown =
                    file != null && file.length() > Math.max(MIN_REWRITTEN_LENGTH, MAX_GROWTH * rewrittenLength);
            if (!isTailKnown || isOutgrown || !source.self().inTurn(() -> tryCollectChanges(source))) {
                rewriteAll(source, nextPeers, counter);
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

    long untilNextTimeNs() {
        return times.untilNextNs();
    }

    /** @return whether the entries now are all that changed; if not, nobody knows what was deleted meanwhile */
    private boolean tryCollectChanges(final OwnSource source) {
        entries.clear();
        times.look(source);
        own.visit(source.reader(), this::collectIfNew);
        times.noteHalved(entries);
        return own.life().equals(life) && own.purgeFloor() <= version && entries.length() <= MAX_APPENDED_LENGTH;
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
            encode(entries, buffer, keyOffset, keyLength, valueOffset, valueLength);
        } else if (kind == EntryKind.TOMBSTONE) {
            entries.removed(buffer, keyOffset, keyLength);
        }
    }

    private void encode(
            final EntryEncoder into,
            final DirectBuffer buffer,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        into.value(buffer, keyOffset, keyLength, valueOffset, valueLength);
        if (!times.isEmpty()) {
            times.note(buffer.getStringWithoutLengthUtf8(keyOffset, keyLength), into);
        }
    }

    private void append(final EntryEncoder record) throws IOException {
        isTailKnown = false; // until it is forced
        file.append(record);
        file.force();
        isTailKnown = true;
    }

    private void rewriteAll(final OwnSource source, final List<NodeAddress> nextPeers, final long counter)
            throws IOException {
        final List<NodeAddress> before = peers;
        peers = nextPeers;
        boolean isWritten = false;
        try {
            rewrite(source.self().inTurn(() -> encodeAll(source, counter)));
            isWritten = true;
            life = own.life();
            version = own.version();
        } finally {
            if (!isWritten) {
                peers = before;
            }
        }
    }

    /** In turn: writers wait for the copy, and not for the disk. */
    private Records encodeAll(final OwnSource source, final long counter) {
        final Records records = new Records(counter);
        times.look(source);
        own.visit(source.reader(), (entryVersion, kind, buffer, keyOffset, keyLength, valueOffset, valueLength) -> {
            if (kind == EntryKind.SET) {
                encode(records.next(), buffer, keyOffset, keyLength, valueOffset, valueLength);
            }
        });
        return records;
    }

    private void rewrite(final Records content) throws IOException {
        final JournalFile next = JournalFile.create(disk, path, owner, random.nextLong());
        boolean isInPlace = false;
        try {
            next.append(entries);
            for (final EntryEncoder record : content.further) {
                next.append(record);
            }
            next.moveToName();
            isInPlace = true;
        } finally {
            content.further.forEach(EntryEncoder::release);
            if (!isInPlace) {
                next.close();
            }
        }
        close();
        file = next;
        isTailKnown = true;
        rewrittenLength = next.length();
        rewriteCount++;
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

    /** What a new file is filled with, in bodies of about one length: the first in {@link #entries}, and further ones. */
    private final class Records {
        private final List<EntryEncoder> further = new ArrayList<>();
        private EntryEncoder last;

        Records(final long counter) {
            last = entries.clear().counter(counter).peers(peers);
        }

        /** @return where the next value goes, with what belongs to it */
        EntryEncoder next() {
            if (last.length() >= RECORD_LENGTH) {
                last = new EntryEncoder();
                further.add(last);
            }
            return last;
        }
    }
}
