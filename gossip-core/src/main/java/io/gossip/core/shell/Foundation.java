package io.gossip.core.shell;

import io.gossip.Generation;
import io.gossip.GossiperConfiguration;
import io.gossip.InvalidValueException;
import io.gossip.JournalException;
import io.gossip.NodeAddress;
import io.gossip.core.node.NodeMemory;
import io.gossip.store.journal.Journal;
import io.gossip.store.journal.JournalOwner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * What a gossiper stands on before it runs: its memory, empty or from disk.
 *
 * @param memory the node's
 * @param journal what keeps it, if it is kept; not started
 */
record Foundation(NodeMemory memory, Optional<JournalAgent> journal) {

    static Foundation lay(final GossiperConfiguration configuration, final Surroundings surroundings) {
        final Optional<Path> directory = configuration.durableDirectory();
        return directory.isPresent()
                ? onDisk(directory.get(), configuration, surroundings)
                : new Foundation(
                        NodeMemory.create(
                                configuration.node(),
                                firstCounter(configuration, surroundings),
                                shownAddress(configuration),
                                surroundings.randomness().get(),
                                surroundings.wallClock()),
                        Optional.empty());
    }

    private static long firstCounter(final GossiperConfiguration configuration, final Surroundings surroundings) {
        final OptionalLong wanted = configuration.generation();
        return wanted.isPresent() ? wanted.getAsLong() : surroundings.generationCounterNow();
    }

    private static Foundation onDisk(
            final Path directory, final GossiperConfiguration configuration, final Surroundings surroundings) {
        final RandomGenerator random = surroundings.randomness().get();
        final JournalOwner owner = new JournalOwner(
                configuration.node().nodeId(), configuration.node().clusterId());
        final Journal journal = Journal.open(directory, owner, random);
        boolean isLaid = false;
        try {
            final Generation life =
                    new Generation(firstCounter(journal, directory, configuration, surroundings), random.nextLong());
            journal.reserve(life.counter());
            final JournalAgent agent = new JournalAgent(owner.nodeId(), journal, surroundings.monotonicClock());
            final NodeMemory memory = NodeMemory.restore(
                    configuration.node(),
                    journal.image(life, configuration.node().limits()),
                    shownAddress(configuration),
                    random,
                    surroundings.wallClock(),
                    agent);
            journal.recovered().restoreTimes(memory.self());
            isLaid = true;
            return new Foundation(memory, Optional.of(agent));
        } finally {
            if (!isLaid) {
                journal.close();
            }
        }
    }

    private static long firstCounter(
            final Journal journal,
            final Path directory,
            final GossiperConfiguration configuration,
            final Surroundings surroundings) {
        final long last = journal.counter();
        if (configuration.generation().isPresent()) {
            final long wanted = configuration.generation().getAsLong();
            if (wanted <= last) {
                throw new InvalidValueException("generation is not above the journal's, generation=" + wanted
                        + " journalCounter=" + last + " durableDirectory=" + directory);
            }
            return wanted;
        }
        if (last == Long.MAX_VALUE) {
            throw new JournalException(
                    "no counter is left after the journal's, counter=" + last + " durableDirectory=" + directory);
        }
        return last == 0 ? surroundings.generationCounterNow() : last + 1;
    }

    private static NodeAddress shownAddress(final GossiperConfiguration configuration) {
        return configuration.advertise().orElse(configuration.bind());
    }
}
