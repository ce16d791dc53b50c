package io.gossip.transport.udp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Set;

/** A socket that does what a test wrote down, for errors that a healthy system does not show. */
final class ScriptedDatagramChannel extends DatagramChannel {
    /** One receive: an error, or a sender with its bytes; when there is none left, nothing has arrived. */
    record Arrival(IOException error, SocketAddress source, byte[] bytes) {}

    final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    boolean isFull;
    IOException sendError;

    ScriptedDatagramChannel() {
        super(SelectorProvider.provider());
    }

    @Override
    public SocketAddress receive(final ByteBuffer target) throws IOException {
        final Arrival arrival = arrivals.poll();
        if (arrival == null) {
            return null;
        }
        if (arrival.error() != null) {
            throw arrival.error();
        }
        target.put(arrival.bytes());
        return arrival.source();
    }

    @Override
    public int send(final ByteBuffer source, final SocketAddress target) throws IOException {
        if (sendError != null) {
            throw sendError;
        }
        if (isFull) {
            return 0;
        }
        final int length = source.remaining();
        source.position(source.limit());
        return length;
    }

    private static UnsupportedOperationException notScripted() {
        return new UnsupportedOperationException("not scripted");
    }

    @Override
    public DatagramChannel bind(final SocketAddress local) {
        throw notScripted();
    }

    @Override
    public <T> DatagramChannel setOption(final SocketOption<T> name, final T value) {
        throw notScripted();
    }

    @Override
    public <T> T getOption(final SocketOption<T> name) {
        throw notScripted();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        throw notScripted();
    }

    @Override
    public DatagramSocket socket() {
        throw notScripted();
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public DatagramChannel connect(final SocketAddress remote) {
        throw notScripted();
    }

    @Override
    public DatagramChannel disconnect() {
        throw notScripted();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        throw notScripted();
    }

    @Override
    public int read(final ByteBuffer target) {
        throw notScripted();
    }

    @Override
    public long read(final ByteBuffer[] targets, final int offset, final int length) {
        throw notScripted();
    }

    @Override
    public int write(final ByteBuffer source) {
        throw notScripted();
    }

    @Override
    public long write(final ByteBuffer[] sources, final int offset, final int length) {
        throw notScripted();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw notScripted();
    }

    @Override
    public MembershipKey join(final InetAddress group, final NetworkInterface networkInterface) {
        throw notScripted();
    }

    @Override
    public MembershipKey join(
            final InetAddress group, final NetworkInterface networkInterface, final InetAddress source) {
        throw notScripted();
    }

    @Override
    protected void implCloseSelectableChannel() {
        arrivals.clear();
    }

    @Override
    protected void implConfigureBlocking(final boolean block) {
        // Never blocks.
    }
}
