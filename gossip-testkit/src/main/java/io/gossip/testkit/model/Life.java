package io.gossip.testkit.model;

import io.gossip.Generation;
import io.gossip.spi.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One life of an owner: its writes, numbered 1, 2, 3 ..., in the steps in which the owner published them. Between two steps
 * nobody ever sees a version.
 *
 * @param generation which life
 * @param publishes the writes of each step, none empty
 */
public record Life(Generation generation, List<List<Write>> publishes) {
    /** Copies the lists. */
    public Life {
        Arguments.notNull(generation, "generation");
        publishes = Arguments.copyOf(publishes, "publishes").stream()
                .map(publish -> Arguments.<Write>copyOf(publish, "publish"))
                .toList();
    }

    /** @return an empty life to be written */
    public static Builder builder(final Generation generation) {
        return new Builder(Arguments.notNull(generation, "generation"));
    }

    /** @return all writes by rising version */
    public List<Write> writes() {
        return publishes.stream().flatMap(List::stream).toList();
    }

    /** @return number of the last write, 0 when there is none */
    public long version() {
        return publishes.stream().mapToLong(List::size).sum();
    }

    /** @return the versions at which the owner could be seen, 0 first */
    public List<Long> publishedVersions() {
        final List<Long> versions = new ArrayList<>(List.of(0L));
        for (final List<Write> publish : publishes) {
            versions.add(publish.get(publish.size() - 1).version());
        }
        return List.copyOf(versions);
    }

    @Override
    public String toString() {
        return generation + publishes.toString();
    }

    /**
     * Writes a life. What is no write is passed over, so that any sequence of calls gives a life that an owner can have led:
     * a deletion of what is not there, a second write of one key in one step, a purge that does not go forward.
     */
    public static final class Builder {
        private final Generation generation;
        private final List<List<Write>> publishes = new ArrayList<>();
        private final Map<String, Write> step = new TreeMap<>();
        private final List<Write> inOrder = new ArrayList<>();
        private final Map<String, Boolean> live = new TreeMap<>();
        private long version;
        private long purgeFloor;

        private Builder(final Generation generation) {
            this.generation = generation;
        }

        /** @return this, with a value more in the present step */
        public Builder set(final String key, final byte[] value) {
            return add(Write.set(version + 1, key, value));
        }

        /** @return this, with a deletion more in the present step */
        public Builder delete(final String key) {
            return live.getOrDefault(key, false) ? add(Write.delete(version + 1, key)) : this;
        }

        private Builder add(final Write write) {
            if (step.putIfAbsent(write.key(), write) == null) {
                inOrder.add(write);
                version++;
            }
            return this;
        }

        /** @return this, after the present step and another one that removes tombstones of versions up to that one */
        public Builder purge(final long upToVersion) {
            publish();
            if (upToVersion > purgeFloor && upToVersion <= version) {
                purgeFloor = upToVersion;
                version++;
                publishes.add(List.of(Write.purge(version, upToVersion)));
            }
            return this;
        }

        /** @return this, with the present step published */
        public Builder publish() {
            if (!inOrder.isEmpty()) {
                inOrder.forEach(write -> live.put(write.key(), write.isSet()));
                publishes.add(List.copyOf(inOrder));
                inOrder.clear();
                step.clear();
            }
            return this;
        }

        /** @return number of the last write so far */
        public long version() {
            return version;
        }

        /** @return the life, its last step published */
        public Life build() {
            publish();
            return new Life(generation, publishes);
        }
    }
}
