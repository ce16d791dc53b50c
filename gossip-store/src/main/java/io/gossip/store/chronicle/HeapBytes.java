package io.gossip.store.chronicle;

import io.gossip.GossipException;
import java.nio.BufferUnderflowException;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.OnHeapBytes;

/**
 * Chronicle's bytes over arrays on the heap: the only kind that needs no JVM flag. The first call starts Chronicle, which
 * takes about a second; see {@link ChronicleStart}. Any thread; the bytes themselves belong to one
 * at a time.
 */
public final class HeapBytes {
    /** Why Chronicle did not start, or null: kept, because a class that fails to initialise says so only once. */
    private static final String FAULT = ChronicleStart.quietly();

    private HeapBytes() {}

    /**
     * @param capacity to begin with; grows
     * @return empty bytes to write to
     * @throws GossipException when this JVM forbids what Chronicle needs; the message names the option
     */
    public static Bytes<byte[]> elastic(final int capacity) {
        requireStarted();
        final Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap(capacity);
        bytes.singleThreadedCheckDisabled(true); // one thread at a time, not always the same
        return bytes;
    }

    private static void requireStarted() {
        if (FAULT != null) {
            throw new GossipException(FAULT);
        }
    }

    /**
     * @param bytes not copied
     * @return bytes to read from, all of them; reading behind the end throws whatever is read
     */
    public static Bytes<byte[]> reading(final byte[] bytes) {
        requireStarted();
        return new StrictBytes(bytes);
    }

    /** Chronicle answers some reads behind the end with -1 or null; from there it is no error to a value any more. */
    private static final class StrictBytes extends OnHeapBytes {
        StrictBytes(final byte[] bytes) {
            super(BytesStore.wrap(bytes), false);
            writePosition(bytes.length);
        }

        private void requireMore() {
            if (readRemaining() <= 0) {
                throw new BufferUnderflowException();
            }
        }

        @Override
        public int readUnsignedByte() {
            requireMore();
            return super.readUnsignedByte();
        }

        @Override
        public String readUtf8() {
            requireMore();
            return super.readUtf8();
        }

        @Override
        public String read8bit() {
            requireMore();
            return super.read8bit();
        }
    }
}
