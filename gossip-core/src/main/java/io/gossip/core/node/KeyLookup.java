package io.gossip.core.node;

import io.gossip.CodecException;
import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.store.OwnerReader;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.agrona.DirectBuffer;

/**
 * Looks one key up in one owner's view: the value decoded, or the error, or that there is none, and of which version. One
 * call, one thread.
 */
final class KeyLookup<T> {
    private final StoreKey<T> key;
    private final LongAdder undecoded;
    private Generation generation = Generation.NONE;
    private long version;
    private int liveKeys;
    private boolean hasBytes;
    private T value;
    private CodecException error;

    /** @param undecoded counts bytes that do not decode */
    KeyLookup(final StoreKey<T> key, final LongAdder undecoded) {
        this.key = key;
        this.undecoded = undecoded;
    }

    /** Looks until what it saw of the key and of the view is of one version. */
    void in(final OwnerReader reader, final NodeId owner) {
        Generation lookedAt;
        long versionLookedAt;
        do {
            reader.look(owner, this::onView);
            lookedAt = generation;
            versionLookedAt = version;
            if (reader.read(owner, key, this::onValue)) {
                return;
            }
            reader.look(owner, this::onView);
        } while (version != versionLookedAt || !generation.equals(lookedAt));
    }

    private void onView(final long counter, final long nonce, final long ofVersion, final int live) {
        generation = new Generation(counter, nonce);
        version = ofVersion;
        liveKeys = live;
    }

    private void onValue(
            final long counter,
            final long nonce,
            final long ofVersion,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        generation = new Generation(counter, nonce);
        version = ofVersion;
        hasBytes = true;
        try {
            value = decode(buffer, offset, length);
        } catch (final CodecException e) {
            undecoded.increment();
            error = e;
        }
    }

    private T decode(final DirectBuffer buffer, final int offset, final int length) {
        try {
            final T decoded = key.codec().decode(buffer, offset, length);
            if (decoded == null) {
                throw new CodecException("codec decoded to null, key=" + key + " length=" + length);
            }
            return decoded;
        } catch (final CodecException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new CodecException("bytes do not decode, key=" + key + " length=" + length, e);
        }
    }

    /** @return life of what was seen, {@link Generation#NONE} when nothing is visible */
    Generation generation() {
        return generation;
    }

    long version() {
        return version;
    }

    /** @return keys with a value that the owner has, when this one has none */
    int liveKeys() {
        return liveKeys;
    }

    boolean hasBytes() {
        return hasBytes;
    }

    Optional<T> value() {
        return Optional.ofNullable(value);
    }

    Optional<CodecException> error() {
        return Optional.ofNullable(error);
    }
}
