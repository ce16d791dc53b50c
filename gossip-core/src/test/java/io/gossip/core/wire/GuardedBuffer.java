package io.gossip.core.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.agrona.DirectBuffer;

/**
 * A view that reports every read outside a window of the buffer, also where the buffer itself would allow it. It has no
 * memory to offer, so that nothing can be read behind its back.
 */
final class GuardedBuffer {
    private GuardedBuffer() {}

    static DirectBuffer of(final DirectBuffer buffer, final int from, final int to) {
        return (DirectBuffer) Proxy.newProxyInstance(
                DirectBuffer.class.getClassLoader(),
                new Class<?>[] {DirectBuffer.class},
                (proxy, method, arguments) -> {
                    final int width =
                            switch (method.getName()) {
                                case "getByte" -> 1;
                                case "getShort" -> 2;
                                case "getInt" -> 4;
                                case "getLong" -> 8;
                                case "getBytes" -> lengthOf(arguments);
                                case "byteArray", "byteBuffer" -> -1;
                                case "wrapAdjustment", "hashCode", "equals", "toString" -> -2;
                                default -> throw new AssertionError("read in an unexpected way, method=" + method);
                            };
                    if (width == -1) {
                        return null;
                    }
                    if (width >= 0) {
                        final int index = (int) arguments[0];
                        if (index < from || (long) index + width > to) {
                            throw new AssertionError("read outside the packet, index=" + index + " width=" + width
                                    + " from=" + from + " to=" + to);
                        }
                    }
                    try {
                        return method.invoke(buffer, arguments);
                    } catch (final InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int lengthOf(final Object[] arguments) {
        return arguments.length == 2 ? ((byte[]) arguments[1]).length : (int) arguments[3];
    }
}
