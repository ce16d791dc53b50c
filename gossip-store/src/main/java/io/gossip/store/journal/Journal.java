package io.gossip.store.journal;

import io.gossip.Generation;
import io.gossip.JournalException;
import io.gossip.NodeAddress;
import io.gossip.StoreLimits;
import io.gossip.spi.Arguments;
import io.gossip.store.ChunkSource;
import io.gossip.store.OwnerReader;
import io.gossip.store.SelfWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The durable memory of one node. Opened once, then written to by one thread at a time; each call returns when what it
 * wrote is on disk, and throws when it is not. After a failure it may be called again: it begins a new file then, since
 * nobody knows what became of the end of the one before.
 *
 * <p><b>Invariants</b>
 *
 * <ol>
 *   <li>A counter is in its own file, forced, before {@link #reserve} returns, and in the other too when that is sound or
 *       {@link #write} has returned; what counts is the higher of both.
 *   <li>The name of a file always leads to a whole one: those that are rewritten are written beside it, forced, renamed.
 *   <li>Behind the last forced record there is at most one more, whole or cut off.
 *   <li>What a file adds up to is a state that was visible in the node, in a life that had begun.
 * </ol>
 */
public final class Journal implements AutoCloseable {
    private final Path directory;
    private final JournalOwner owner;
    private final Disk disk;
    private final RandomGenerator random;
    private final DirectoryLock lock;
    private final EntryEncoder entries = new EntryEncoder();
    private final StateLog log;
    private final Recovered recovered;
    private long counter;

    private Journal(
            final Path directory,
            final JournalOwner owner,
            final Disk disk,
            final RandomGenerator random,
            final DirectoryLock lock) {
        this.directory = directory;
        this.owner = owner;
        this.disk = disk;
        this.random = random;
        this.lock = lock;
        final JournalState state = new JournalState();
        JournalReader.read(disk, directory.resolve(JournalDescriptor.STATE_FILE), owner, state);
        final JournalState newest = new JournalState();
        JournalReader.read(disk, directory.resolve(JournalDescriptor.COUNTER_FILE), owner, newest);
        counter = Math.max(state.counter(), newest.counter());
        recovered = new Recovered(owner, directory, counter, state.values(), state.timesLeft(), state.peers());
        log = new StateLog(directory.resolve(JournalDescriptor.STATE_FILE), owner, disk, random, entries, recovered);
    }

    /**
     * Opens a directory, made if need be, for one node. What is in it stays as it is until the first {@link #reserve}.
     *
     * @param directory of this node alone
     * @param owner whose it is
     * @param random salts files
     * @return the journal
     * @throws JournalException when the directory is in use, another's, damaged, or cannot be used; nothing is kept open
     */
    public static Journal open(final Path directory, final JournalOwner owner, final RandomGenerator random) {
        return open(directory, owner, random, Disk.REAL);
    }

    static Journal open(final Path directory, final JournalOwner owner, final RandomGenerator random, final Disk disk) {
        Arguments.notNull(directory, "durableDirectory");
        Arguments.notNull(owner, "owner");
        Arguments.notNull(random, "random");
        final Path absolute = directory.toAbsolutePath();
        make(disk, absolute);
        final DirectoryLock lock = DirectoryLock.take(disk, absolute);
        boolean isOpen = false;
        try {
            final Journal journal = new Journal(absolute, owner, disk, random, lock);
            isOpen = true;
            return journal;
        } finally {
            if (!isOpen) {
                lock.close();
            }
        }
    }

    private static void make(final Disk disk, final Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                final Path present = presentAbove(directory);
                Files.createDirectories(directory);
                // Each new name is in the directory above it.
                for (Path made = directory; !made.equals(present); made = made.getParent()) {
                    disk.forceDirectory(made.getParent());
                }
            }
        } catch (final IOException e) {
            throw new JournalException("cannot make durable directory, durableDirectory=" + directory, e);
        }
    }

    private static Path presentAbove(final Path directory) {
        Path above = directory.getParent();
        while (above.getParent() != null && !Files.isDirectory(above)) {
            above = above.getParent();
        }
        return above;
    }

    /** @return what was in the directory when it was opened */
    public Recovered recovered() {
        return recovered;
    }

    /** @return the highest counter noted, 0 when there is none */
    public long counter() {
        return counter;
    }

    /**
     * Notes the counter of a life that is going to begin.
     *
     * @param next above {@link #counter}; otherwise nothing is done
     * @throws JournalException when it is not on disk: the life must not begin
     */
    public void reserve(final long next) {
        if (next <= counter) {
            return;
        }
        final Path path = directory.resolve(JournalDescriptor.COUNTER_FILE);
        try (JournalFile file = JournalFile.create(disk, path, owner, random.nextLong())) {
            file.append(entries.clear().counter(next));
            file.moveToName();
        } catch (final IOException e) {
            throw new JournalException("cannot write journal, path=" + path + " counter=" + next, e);
        }
        log.raiseCounter(next);
        counter = next;
    }

    /**
     * The state that a store is opened with: what was recovered, as the first writes of a new life.
     *
     * @param life whose counter is reserved
     * @param limits of the store
     * @return writes 1 to n, complete
     * @throws JournalException when what was recovered exceeds the limits; the message names the key
     */
    public ChunkSource image(final Generation life, final StoreLimits limits) {
        final ChunkSource image = recovered.image(life, limits);
        log.beginLife(life, image.toVersion());
        return image;
    }

    /**
     * Writes what changed since the last time.
     *
     * @param reader of this node's store
     * @param self of the same
     * @param nowNs in the time by which values expire
     * @param peers addresses to ask at the next start; none keeps those of before
     * @return whether there was anything to write
     * @throws JournalException when it is not on disk
     */
    public boolean write(
            final OwnerReader reader, final SelfWriter self, final long nowNs, final List<NodeAddress> peers) {
        return log.write(new OwnSource(reader, self, nowNs), peers, counter);
    }

    /**
     * @return nanoseconds from the last write on, until {@link #write} has a time to note again; {@link Long#MAX_VALUE} when
     *     there is none
     */
    public long untilNextTimeNs() {
        return log.untilNextTimeNs();
    }

    /** @return addresses to ask at the next start, as written last */
    public List<NodeAddress> peers() {
        return log.peers();
    }

    /** @return times the file was written anew */
    public long rewriteCount() {
        return log.rewriteCount();
    }

    /** Lets go of the directory; writes nothing. */
    @Override
    public void close() {
        log.close();
        lock.close();
    }
}
