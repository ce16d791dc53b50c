package io.gossip.store;

import io.gossip.StoreKey;
import io.gossip.spi.NioBuffer;

/** The bytes of a key, and what one store takes it by, so that a key that is read again is not read itself. One thread. */
final class KnownKey {
    private final NioBuffer bytes = NioBuffer.allocate(StoreKey.MAX_LENGTH);
    private StoreKey<?> key;
    private SlotHash hash;
    private long slot;

    /** Becomes that of a key in a store with that hash. */
    KnownKey of(final StoreKey<?> wanted, final SlotHash ofStore) {
        if (key != wanted || hash != ofStore) {
            wanted.putUtf8(bytes, 0);
            slot = ViewDescriptor.slot(ofStore.of(bytes, 0, wanted.length()), EntryKind.SET, wanted.length());
            key = wanted;
            hash = ofStore;
        }
        return this;
    }

    /** @return holds the key, from 0 on */
    NioBuffer bytes() {
        return bytes;
    }

    int length() {
        return key.length();
    }

    /** @return {@link ViewDescriptor#slot} of a value */
    long slot() {
        return slot;
    }
}
