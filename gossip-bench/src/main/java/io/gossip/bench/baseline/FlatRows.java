package io.gossip.bench.baseline;

import io.gossip.spi.NioBuffer;

/**
 * The least that digests can be: rows of three numbers, written from arrays in one go, or compared with them. No packets,
 * no hashes, no owners that come and go. One thread.
 */
public final class FlatRows {
    private static final int ROW_LENGTH = 3 * Integer.BYTES;

    private final int[] prefixes;
    private final int[] tags;
    private final int[] versions;
    private final NioBuffer rows;

    /** @param count rows */
    public FlatRows(final int count) {
        prefixes = new int[count];
        tags = new int[count];
        versions = new int[count];
        for (int i = 0; i < count; i++) {
            prefixes[i] = i * (Integer.MAX_VALUE / count);
            tags[i] = 1;
            versions[i] = i;
        }
        rows = NioBuffer.allocateDirect(count * ROW_LENGTH);
        make();
    }

    /** Writes all rows. @return the last place written */
    public int make() {
        int index = 0;
        for (int i = 0; i < prefixes.length; i++) {
            rows.putInt(index, prefixes[i]);
            rows.putInt(index + Integer.BYTES, tags[i]);
            rows.putInt(index + 2 * Integer.BYTES, versions[i]);
            index += ROW_LENGTH;
        }
        return index;
    }

    /** Compares all rows. @return how many are equal */
    public int compare() {
        int equal = 0;
        int index = 0;
        for (int i = 0; i < prefixes.length; i++) {
            final boolean isEqual = rows.getInt(index) == prefixes[i]
                    && rows.getInt(index + Integer.BYTES) == tags[i]
                    && rows.getInt(index + 2 * Integer.BYTES) == versions[i];
            equal += isEqual ? 1 : 0;
            index += ROW_LENGTH;
        }
        return equal;
    }
}
