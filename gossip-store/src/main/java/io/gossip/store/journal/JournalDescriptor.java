package io.gossip.store.journal;

import java.nio.ByteOrder;

/**
 * Layout of the files of a journal. Both are a header and records behind each other; numbers are little
 * endian, those inside of entries in the order of the machine.
 *
 * <pre>
 *   header
 *    0        8         12        16       24     26     28
 *   +--------+---------+---------+--------+------+------+---------+------------+--------+
 *   | magic  | version | length  | salt   | idL  | clL  | node id | cluster id | CRC32C |
 *   +--------+---------+---------+--------+------+------+---------+------------+--------+
 *
 *   record, at position p of the file
 *    0        4          8            12
 *   +--------+----------+------------+------------------------------------------------+
 *   | length | body CRC | header CRC | body: entries                                  |
 *   +--------+----------+------------+------------------------------------------------+
 *   header CRC = CRC32C(salt, p, length, body CRC): bytes of another file, or at another place, are no record
 *
 *   entry
 *    0      1        5
 *   +------+--------+------------------------------------------------------------+
 *   | kind | length | COUNTER: counter i64                                       |
 *   |      |        | VALUE:   key length u8, key, value                         |
 *   |      |        | REMOVED: key                                               |
 *   |      |        | PEERS:   any number of: host length u8, host, port u16     |
 *   |      |        | TIME:    nanoseconds left i64, key                         |
 *   +------+--------+------------------------------------------------------------+
 * </pre>
 *
 * A record counts as a whole or not at all. Kinds from {@link #FIRST_OPTIONAL_KIND} on may be passed over by who does not
 * know them; all others may not.
 */
final class JournalDescriptor {
    /** The newest counter alone: replaced as a whole, never appended to. */
    static final String COUNTER_FILE = "gossip.counter";
    /** Counter, values and peers: appended to, and rewritten now and then. */
    static final String STATE_FILE = "gossip.journal";
    /** Locked while the directory is in use; empty. */
    static final String LOCK_FILE = "gossip.lock";
    /** Behind the name of a file that is not whole yet. */
    static final String UNFINISHED = ".new";

    /** The bytes "gossipJ1". */
    static final long MAGIC = 0x314A_7069_7373_6F67L;

    /** Chronicle writes numbers in the order of the machine; a file from one of the other order is of another format. */
    static final int FORMAT_VERSION = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 0x101;

    static final int HEADER_VERSION_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 12;
    static final int HEADER_SALT_OFFSET = 16;
    static final int HEADER_ID_LENGTH_OFFSET = 24;
    static final int HEADER_CLUSTER_LENGTH_OFFSET = 26;
    static final int HEADER_NAMES_OFFSET = 28;
    static final int MAX_HEADER_LENGTH = 1 << 10;

    static final int RECORD_BODY_CRC_OFFSET = 4;
    static final int RECORD_HEADER_CRC_OFFSET = 8;
    static final int RECORD_HEADER_LENGTH = 12;

    /** Two of the largest values, and more: a longer one is none of ours. */
    static final int MAX_BODY_LENGTH = 64 << 20;

    static final int ENTRY_HEADER_LENGTH = 5;

    static final int COUNTER = 1;
    static final int VALUE = 2;
    static final int REMOVED = 3;
    static final int PEERS = 4;
    /** Of the key's value before it. Without one, also in files from before there was this kind, a value stays. */
    static final int TIME = 5;

    static final int FIRST_OPTIONAL_KIND = 128;

    private JournalDescriptor() {}
}
