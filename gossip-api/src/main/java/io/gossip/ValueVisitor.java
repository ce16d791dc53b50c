package io.gossip;

import org.agrona.DirectBuffer;

/** Receives one live value during a read. */
@FunctionalInterface
public interface ValueVisitor {
    /**
     * @param counter counter of the life the value belongs to
     * @param nonce nonce of that life
     * @param version the owner's version at which this was read
     * @param buffer holds the value, valid only during the call
     * @param offset where it begins
     * @param length its bytes
     */
    void onValue(long counter, long nonce, long version, DirectBuffer buffer, int offset, int length);
}
