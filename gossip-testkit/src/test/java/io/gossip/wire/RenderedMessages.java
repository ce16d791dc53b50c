package io.gossip.wire;

import io.gossip.NodeAddress;
import io.gossip.core.wire.MessageHandler;
import io.gossip.core.wire.PacketDecoder;
import io.gossip.core.wire.PacketVerdict;
import io.gossip.core.wire.WireCounter;
import io.gossip.core.wire.WireCounters;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSource;
import io.gossip.store.KeyedHash;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the present decoder makes of a packet, each message as text: all content, but not which schema it came in. */
record RenderedMessages(PacketVerdict verdict, List<String> messages, long unknownTemplates) {
    static final KeyedHash HASH = KeyedHash.of("orders", "v1");
    static final long CLUSTER = 77;

    /** The generated text shows the sender's version and block lengths where they differ from ours. */
    private static final String SCHEMA_PART = "sbeSchemaVersion=[^)]*\\)";

    static RenderedMessages of(final byte[] packet) {
        final List<String> messages = new ArrayList<>();
        final MessageHandler handler = (MessageHandler) Proxy.newProxyInstance(
                MessageHandler.class.getClassLoader(),
                new Class<?>[] {MessageHandler.class},
                (proxy, method, arguments) -> {
                    messages.add(method.getName() + " " + render(arguments[1]));
                    return null;
                });
        final WireCounters counters = new WireCounters();
        final PacketVerdict verdict = new PacketDecoder(HASH, CLUSTER, 1_000, counters)
                .decode(
                        Lane.BEST_EFFORT,
                        new NodeAddress("10.0.0.1", 7946),
                        NioBuffer.wrapping(packet),
                        0,
                        packet.length,
                        handler);
        return new RenderedMessages(verdict, messages, counters.value(WireCounter.MESSAGES_UNKNOWN_TEMPLATE));
    }

    /** @return what it makes of the packet a later node would have sent in its place */
    static RenderedMessages ofNewer(final byte[] present) {
        return of(NextSchemaTranscoder.transcode(NioBuffer.wrapping(present), 0, present.length));
    }

    private static String render(final Object message) {
        return message instanceof ChunkSource chunk
                ? render(chunk)
                : message.toString().replaceAll(SCHEMA_PART, ")");
    }

    private static String render(final ChunkSource chunk) {
        final StringBuilder text = new StringBuilder(chunk.owner() + "@" + chunk.counter() + "." + chunk.nonce() + " ("
                + chunk.fromVersionExclusive() + ", " + chunk.toVersion() + "] of " + chunk.targetVersion()
                + " floor=" + chunk.purgeFloor() + " reset=" + chunk.isReset() + " rumor=" + chunk.isRumor());
        while (chunk.next()) {
            final byte[] key = new byte[chunk.keyLength()];
            chunk.entryBuffer().getBytes(chunk.keyOffset(), key);
            final byte[] value = new byte[chunk.valueLength()];
            chunk.entryBuffer().getBytes(chunk.valueOffset(), value);
            text.append(' ')
                    .append(chunk.entryVersion())
                    .append(':')
                    .append(chunk.entryKind())
                    .append(Arrays.toString(key))
                    .append(Arrays.toString(value));
        }
        return text.toString();
    }
}
