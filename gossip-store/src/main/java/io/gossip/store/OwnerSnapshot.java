package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The view of one owner at one version: a deep, immutable copy.
 *
 * @param owner whose
 * @param generation its life, above {@link Generation#NONE}
 * @param version its frontier
 * @param purgeFloor tombstones up to this version are gone
 * @param purgeVersion number of the write that raised the floor to that, 0 when there was none
 * @param entries by key, sorted, tombstones included; entries of kinds this version does not know are left out
 * @param stateHash hash of all that is visible, equal for equal views: (g, m), purge floor, every entry with its
 *     version, kind, key and value, unknown kinds included
 */
public record OwnerSnapshot(
        NodeId owner,
        Generation generation,
        long version,
        long purgeFloor,
        long purgeVersion,
        Map<String, NodeInfo.Entry> entries,
        long stateHash) {

    public OwnerSnapshot {
        Arguments.notNull(owner, "owner");
        Arguments.notNull(generation, "generation");
        entries = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(entries, "entries")));
    }
}
