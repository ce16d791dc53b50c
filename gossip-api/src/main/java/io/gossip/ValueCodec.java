package io.gossip;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Turns values into bytes and back. Implementations are stateless or thread-safe: any thread may read and write. The
 * bytes should not depend on the platform; other nodes decode them.
 *
 * @param <T> type of the value
 */
public interface ValueCodec<T> {
    /**
     * @param value not null
     * @return exact number of bytes {@link #encode} will write
     */
    int encodedLength(T value);

    /**
     * @param value not null
     * @param buffer where to write
     * @param offset where to begin; {@link #encodedLength} bytes are free there
     */
    void encode(T value, MutableDirectBuffer buffer, int offset);

    /**
     * @param buffer bytes of a peer: not to be trusted, valid only during the call
     * @param offset where the value begins
     * @param length its bytes
     * @return the value, never null
     * @throws RuntimeException when the bytes are no such value; the caller reports it as a decode error of that entry
     */
    T decode(DirectBuffer buffer, int offset, int length);
}
