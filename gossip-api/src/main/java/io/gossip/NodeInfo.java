package io.gossip;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known here about one node: what its owner published (generation, version, purgeFloor, entries) and what
 * this node thinks of it (the rest). A deep, immutable copy.
 *
 * @param id the node
 * @param generation life of the published state; {@link Generation#NONE} when nothing has been heard
 * @param version number of the owner's last write seen, 0 when it wrote nothing
 * @param purgeFloor tombstones up to this version are gone, 0 to version
 * @param entries by key: the last write of each, tombstones included
 * @param status local opinion
 * @param quorumMember as declared here
 * @param clusterDomain as declared here, may be empty
 * @param address as declared or heard, if any
 * @param lastUpdate local time of the last publish or accepted sign of life, for display only
 */
public record NodeInfo(
        NodeId id,
        Generation generation,
        long version,
        long purgeFloor,
        Map<String, Entry> entries,
        NodeStatus status,
        boolean quorumMember,
        String clusterDomain,
        Optional<NodeAddress> address,
        Instant lastUpdate) {

    /** @throws InvalidValueException when a component is null, or a version is out of its range */
    public NodeInfo {
        Checks.notNull(id, "id");
        Checks.notNull(generation, "generation");
        Checks.inRange(version, 0, Long.MAX_VALUE, "version");
        Checks.inRange(purgeFloor, 0, version, "purgeFloor");
        Checks.notNull(status, "status");
        Checks.notNull(clusterDomain, "clusterDomain");
        Checks.notNull(address, "address");
        Checks.notNull(lastUpdate, "lastUpdate");
        entries = Collections.unmodifiableMap(new TreeMap<>(Checks.notNull(entries, "entries")));
        for (final Map.Entry<String, Entry> e : entries.entrySet()) {
            Checks.utf8(e.getKey(), StoreKey.MAX_LENGTH, "key");
            Checks.inRange(
                    Checks.notNull(e.getValue(), "entry of " + e.getKey()).version(), 1, version, "entryVersion");
        }
    }

    /** One key's last write. */
    public static final class Entry {
        private final long version;
        private final byte[] value;

        private Entry(final long version, final byte[] value) {
            this.version = Checks.inRange(version, 1, Long.MAX_VALUE, "entryVersion");
            this.value = value;
        }

        /**
         * @param version number of the write, from 1
         * @param value bytes, copied
         * @return a live entry
         */
        public static Entry of(final long version, final byte[] value) {
            return new Entry(version, Checks.notNull(value, "value").clone());
        }

        /**
         * @param version number of the deletion, from 1
         * @return a tombstone
         */
        public static Entry tombstone(final long version) {
            return new Entry(version, null);
        }

        public long version() {
            return version;
        }

        public boolean isTombstone() {
            return value == null;
        }

        /** @return a copy of the bytes; empty for a tombstone */
        public Optional<byte[]> value() {
            return Optional.ofNullable(value).map(byte[]::clone);
        }

        @Override
        public boolean equals(final Object other) {
            return other instanceof Entry that && version == that.version && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Objects.hash(version, Arrays.hashCode(value));
        }

        @Override
        public String toString() {
            return version + (value == null ? ":deleted" : ":" + value.length + "B");
        }
    }
}
