package io.gossip.core.wire;

import io.gossip.core.wire.sbe.MessageHeaderDecoder;
import io.gossip.spi.NioBuffer;

/** The message being decoded: where its body lies and what its header says. One per decoder, reused. */
final class MessageFrame {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BodyCursor cursor = new BodyCursor();
    private NioBuffer buffer;
    private int body;
    private int end;

    /**
     * @param index where the message header begins
     * @param frameEnd behind the last byte of the message, at least a header's length after the index
     * @return this
     */
    MessageFrame set(final NioBuffer source, final int index, final int frameEnd) {
        header.wrap(source, index);
        buffer = source;
        body = index + MessageHeaderDecoder.ENCODED_LENGTH;
        end = frameEnd;
        return this;
    }

    boolean isOfThisSchema() {
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID;
    }

    int templateId() {
        return header.templateId();
    }

    NioBuffer buffer() {
        return buffer;
    }

    int body() {
        return body;
    }

    int blockLength() {
        return header.blockLength();
    }

    int version() {
        return header.version();
    }

    /**
     * @param knownLength of the root block in this schema; a longer one is newer, a shorter one malformed
     * @return whether there is such a block; the cursor then stands behind it
     */
    boolean hasBlock(final int knownLength) {
        final int length = header.blockLength();
        if (length < knownLength || length > end - body) {
            return false;
        }
        cursor.start(buffer, body + length, end);
        return true;
    }

    /** @return steps over what follows the root block */
    BodyCursor cursor() {
        return cursor;
    }
}
