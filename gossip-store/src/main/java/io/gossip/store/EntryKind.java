package io.gossip.store;

/** Kinds of a numbered write, as on the wire. Kinds not listed here are kept and relayed unchanged. */
public final class EntryKind {
    /** A live value. */
    public static final int SET = 1;
    /** A deleted key; no value. */
    public static final int TOMBSTONE = 2;
    /** The owner's purge floor; no key, 8 bytes little endian: tombstones up to that version are dropped. */
    public static final int PURGE = 3;

    private EntryKind() {}
}
