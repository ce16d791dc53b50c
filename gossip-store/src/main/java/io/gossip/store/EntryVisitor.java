package io.gossip.store;

import org.agrona.DirectBuffer;

/** Receives the entries of one view, tombstones and those of unknown kinds included, by rising version. */
@FunctionalInterface
public interface EntryVisitor {
    /**
     * @param version number of the write
     * @param kind {@link EntryKind} as a number
     * @param buffer holds key and value, valid only during the call
     * @param keyOffset where the key begins, in UTF-8
     * @param keyLength its bytes
     * @param valueOffset where the value begins
     * @param valueLength its bytes
     */
    void onEntry(
            long version,
            int kind,
            DirectBuffer buffer,
            int keyOffset,
            int keyLength,
            int valueOffset,
            int valueLength);
}
