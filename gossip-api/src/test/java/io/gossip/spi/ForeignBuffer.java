package io.gossip.spi;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/** What another implementation of Agrona's contract shows of its memory; copies like Agrona's own from ByteBuffers. */
record ForeignBuffer(byte[] array, ByteBuffer memory, int adjustment, int capacity) {

    MutableDirectBuffer asBuffer() {
        return (MutableDirectBuffer) Proxy.newProxyInstance(
                ForeignBuffer.class.getClassLoader(),
                new Class<?>[] {MutableDirectBuffer.class},
                (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "byteArray":
                            return array;
                        case "byteBuffer":
                            return memory;
                        case "wrapAdjustment":
                            return adjustment;
                        case "capacity":
                            return capacity;
                        case "getBytes":
                            ((ByteBuffer) args[1]).put((int) args[2], array, adjustment + (int) args[0], (int) args[3]);
                            return null;
                        case "putBytes":
                            ((ByteBuffer) args[1]).get((int) args[2], array, adjustment + (int) args[0], (int) args[3]);
                            return null;
                        default:
                            throw new UnsupportedOperationException(method.toString());
                    }
                });
    }
}
