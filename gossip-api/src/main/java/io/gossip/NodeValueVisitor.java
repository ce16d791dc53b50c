package io.gossip;

import org.agrona.DirectBuffer;

/** Receives the live values of one key, node by node. */
@FunctionalInterface
public interface NodeValueVisitor {
    /**
     * @param node whose
     * @param counter counter of the life the value belongs to
     * @param nonce nonce of that life
     * @param version the owner's version at which this was read
     * @param buffer holds the value, valid only during the call
     * @param offset where it begins
     * @param length its bytes
     */
    void onValue(NodeId node, long counter, long nonce, long version, DirectBuffer buffer, int offset, int length);
}
