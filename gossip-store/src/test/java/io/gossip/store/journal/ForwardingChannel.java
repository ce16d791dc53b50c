package io.gossip.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Hands every call on to another channel. */
class ForwardingChannel extends FileChannel {
    private final FileChannel target;

    ForwardingChannel(final FileChannel target) {
        this.target = target;
    }

    @Override
    public int read(final ByteBuffer into) throws IOException {
        return target.read(into);
    }

    @Override
    public long read(final ByteBuffer[] into, final int offset, final int length) throws IOException {
        return target.read(into, offset, length);
    }

    @Override
    public int write(final ByteBuffer from) throws IOException {
        return target.write(from);
    }

    @Override
    public long write(final ByteBuffer[] from, final int offset, final int length) throws IOException {
        return target.write(from, offset, length);
    }

    @Override
    public long position() throws IOException {
        return target.position();
    }

    @Override
    public FileChannel position(final long position) throws IOException {
        target.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return target.size();
    }

    @Override
    public FileChannel truncate(final long size) throws IOException {
        target.truncate(size);
        return this;
    }

    @Override
    public void force(final boolean metaData) throws IOException {
        target.force(metaData);
    }

    @Override
    public long transferTo(final long position, final long count, final WritableByteChannel to) throws IOException {
        return target.transferTo(position, count, to);
    }

    @Override
    public long transferFrom(final ReadableByteChannel from, final long position, final long count) throws IOException {
        return target.transferFrom(from, position, count);
    }

    @Override
    public int read(final ByteBuffer into, final long position) throws IOException {
        return target.read(into, position);
    }

    @Override
    public int write(final ByteBuffer from, final long position) throws IOException {
        return target.write(from, position);
    }

    @Override
    public MappedByteBuffer map(final MapMode mode, final long position, final long size) throws IOException {
        return target.map(mode, position, size);
    }

    @Override
    public FileLock lock(final long position, final long size, final boolean shared) throws IOException {
        return target.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(final long position, final long size, final boolean shared) throws IOException {
        return target.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        target.close();
    }
}
