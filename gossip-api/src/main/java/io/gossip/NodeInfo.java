package io.gossip;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known here about one node: what its owner published (generation, version, purgeFloor, entries) and what
 * this node thinks of it (the rest). Deeply immutable: any thread may keep and read it.
 *
 * @param id the node
 * @param generation life of the published state; {@link Generation#NONE} when nothing has been heard
 * @param version number of the owner's last write seen, 0 when it wrote nothing
 * @param purgeFloor tombstones up to this version are gone, 0 to version
 * @param purgeVersion number of the write that raised the floor to that, above it; 0 when there was none, or it is not known
 * @param entries by key: the last write of each, tombstones included; copied, iterates in the order of keys
 * @param status local opinion
 * @param quorumMember as declared here
 * @param clusterDomain as declared here, 0 to {@value NodeUpdate#MAX_DOMAIN_LENGTH} bytes of UTF-8
 * @param address as declared or heard, if any
 * @param lastUpdate local time of the last publish or accepted sign of life, for display only
 */
public record NodeInfo(
        NodeId id,
        Generation generation,
        long version,
        long purgeFloor,
        long purgeVersion,
        Map<String, Entry> entries,
        NodeStatus status,
        boolean quorumMember,
        String clusterDomain,
        Optional<NodeAddress> address,
        Instant lastUpdate) {

    /**
     * @throws InvalidValueException when a component, a key or an entry is null, a version out of its range, a tombstone
     *     not above the purge floor, or a key or the domain malformed
     */
    public NodeInfo {
        Checks.notNull(id, "id");
        Checks.notNull(generation, "generation");
        Checks.inRange(version, 0, Long.MAX_VALUE, "version");
        Checks.inRange(purgeFloor, 0, version, "purgeFloor");
        Checks.notNull(status, "status");
        Checks.utf8OrEmpty(clusterDomain, NodeUpdate.MAX_DOMAIN_LENGTH, "clusterDomain");
        Checks.notNull(address, "address");
        Checks.notNull(lastUpdate, "lastUpdate");
        entries = Checks.sortedCopy(entries, "entries");
        checkEntries(entries, version, purgeFloor);
        if (purgeVersion != 0) {
            final long max = purgeFloor == 0 ? 0 : version;
            Checks.inRange(purgeVersion, Math.min(purgeFloor + 1, max), max, "purgeVersion");
        }
    }

    /**
     * The same where it is not known which write raised the purge floor, if any did.
     *
     * @throws InvalidValueException as above
     */
    public NodeInfo(
            final NodeId id,
            final Generation generation,
            final long version,
            final long purgeFloor,
            final Map<String, Entry> entries,
            final NodeStatus status,
            final boolean quorumMember,
            final String clusterDomain,
            final Optional<NodeAddress> address,
            final Instant lastUpdate) {
        this(id, generation, version, purgeFloor, 0, entries, status, quorumMember, clusterDomain, address, lastUpdate);
    }

    /** Refuses what no replica holds, whatever it was sent: reading what is held never fails. */
    private static void checkEntries(final Map<String, Entry> entries, final long version, final long purgeFloor) {
        entries.forEach((key, entry) -> {
            Checks.utf8(key, StoreKey.MAX_LENGTH, "key");
            if (entry.isTombstone() && entry.version <= purgeFloor) {
                throw new InvalidValueException("tombstone not above the purge floor, key='" + Checks.shown(key)
                        + "' entryVersion=" + entry.version + " purgeFloor=" + purgeFloor);
            }
            Checks.inRange(entry.version, 1, version, "entryVersion");
        });
    }

    /** One key's last write. Immutable. */
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
         * @throws InvalidValueException when the version is below 1 or the value null
         */
        public static Entry of(final long version, final byte[] value) {
            return new Entry(version, Checks.notNull(value, "value").clone());
        }

        /**
         * @param version number of the deletion, from 1
         * @return a tombstone
         * @throws InvalidValueException when the version is below 1
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
            return Long.hashCode(version) * 31 + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return version + (value == null ? ":deleted" : ":" + value.length + "B");
        }
    }
}
