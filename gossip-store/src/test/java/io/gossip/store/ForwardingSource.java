package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;

/** Tells what another chunk tells, but for what is overridden. */
interface ForwardingSource extends ChunkSource {
    ChunkSource whole();

    @Override
    default NodeId owner() {
        return whole().owner();
    }

    @Override
    default long counter() {
        return whole().counter();
    }

    @Override
    default long nonce() {
        return whole().nonce();
    }

    @Override
    default long fromVersionExclusive() {
        return whole().fromVersionExclusive();
    }

    @Override
    default long toVersion() {
        return whole().toVersion();
    }

    @Override
    default long targetVersion() {
        return whole().targetVersion();
    }

    @Override
    default long purgeFloor() {
        return whole().purgeFloor();
    }

    @Override
    default boolean isReset() {
        return whole().isReset();
    }

    @Override
    default boolean isRumor() {
        return whole().isRumor();
    }

    @Override
    default void rewind() {
        whole().rewind();
    }

    @Override
    default boolean next() {
        return whole().next();
    }

    @Override
    default long entryVersion() {
        return whole().entryVersion();
    }

    @Override
    default int entryKind() {
        return whole().entryKind();
    }

    @Override
    default NioBuffer entryBuffer() {
        return whole().entryBuffer();
    }

    @Override
    default int keyOffset() {
        return whole().keyOffset();
    }

    @Override
    default int keyLength() {
        return whole().keyLength();
    }

    @Override
    default int valueOffset() {
        return whole().valueOffset();
    }

    @Override
    default int valueLength() {
        return whole().valueLength();
    }
}
