package io.gossip.core.node;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.spi.Arguments;
import io.gossip.store.EntryKind;
import io.gossip.store.OwnerReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Live values of some keys of one owner at one version: all there are of these keys. Immutable.
 *
 * @param node whose
 * @param generation its life, {@link Generation#NONE} when nothing is visible
 * @param version its version
 * @param values by key, in order
 */
public record OwnerValues(NodeId node, Generation generation, long version, Map<String, NodeInfo.Entry> values) {
    /** @throws InvalidValueException when a component is null */
    public OwnerValues {
        Arguments.notNull(node, "node");
        Arguments.notNull(generation, "generation");
        values = Collections.unmodifiableMap(new TreeMap<>(Arguments.notNull(values, "values")));
    }

    /**
     * @param node whose
     * @return what there is of a node that is not shown, or was forgotten
     */
    static OwnerValues none(final NodeId node) {
        return new OwnerValues(node, Generation.NONE, 0, Map.of());
    }

    /** @return whether nothing is visible of the owner, whatever was before */
    public boolean isGone() {
        return generation.equals(Generation.NONE);
    }

    /**
     * Any thread.
     *
     * @param reader of the store
     * @param node whose
     * @param keys which
     * @return their values at one version
     */
    public static OwnerValues read(final OwnerReader reader, final NodeId node, final Set<String> keys) {
        Arguments.notNull(reader, "reader");
        Arguments.notNull(node, "node");
        Arguments.notNull(keys, "keys");
        final Look look = new Look(keys);
        OwnerValues before;
        do {
            reader.look(node, look::onView);
            before = look.values(node);
            look.clear();
            reader.forEachEntry(node, look::onEntry);
            reader.look(node, look::onView);
        } while (before.version != look.version || !before.generation.equals(look.generation));
        return look.values(node);
    }

    /** What a look at one owner has seen. */
    private static final class Look {
        private final Set<String> keys;
        private final Map<String, NodeInfo.Entry> values = new TreeMap<>();
        private Generation generation = Generation.NONE;
        private long version;

        Look(final Set<String> keys) {
            this.keys = keys;
        }

        void onView(final long counter, final long nonce, final long ofVersion, final int liveKeys) {
            generation = new Generation(counter, nonce);
            version = ofVersion;
        }

        void onEntry(
                final long ofVersion,
                final int kind,
                final DirectBuffer buffer,
                final int keyOffset,
                final int keyLength,
                final int valueOffset,
                final int valueLength) {
            final String key = kind == EntryKind.SET ? text(buffer, keyOffset, keyLength) : "";
            if (keys.contains(key)) {
                final byte[] value = new byte[valueLength];
                buffer.getBytes(valueOffset, value);
                values.put(key, NodeInfo.Entry.of(ofVersion, value));
            }
        }

        private static String text(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        void clear() {
            values.clear();
            generation = Generation.NONE;
            version = 0;
        }

        OwnerValues values(final NodeId node) {
            return new OwnerValues(node, generation, version, values);
        }
    }
}
