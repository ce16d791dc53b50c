package io.gossip.cli.control;

import io.gossip.NodeId;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The command's end of a control socket: one connection, one request. One thread. */
public final class ControlClient implements AutoCloseable {
    private final Path socket;
    private final FrameChannel channel;
    private final NodeId node;

    private ControlClient(final Path socket, final FrameChannel channel, final NodeId node) {
        this.socket = socket;
        this.channel = channel;
        this.node = node;
    }

    /**
     * Connects and hears who is there.
     *
     * @param socket where
     * @param time longest wait
     * @return the connection
     * @throws ConnectException when nobody listens there
     * @throws ControlException when who listens does not answer in time or as an agent does
     */
    public static ControlClient connect(final Path socket, final Duration time) throws ConnectException {
        FrameChannel opened = null;
        try {
            opened = new FrameChannel(open(socket));
            opened.within(time);
            opened.receivePreamble();
            final FrameChannel.Received hello = opened.receive();
            if (hello.kind() != FrameKind.HELLO) {
                throw new ControlException("a greeting was expected, socket='" + socket + "'");
            }
            return new ControlClient(socket, opened, NodeId.of(hello.fields().text()));
        } catch (final ConnectException e) {
            throw e;
        } catch (final IOException e) {
            closeAfterFailure(opened, e);
            throw failed(socket, e);
        } catch (final RuntimeException e) {
            closeAfterFailure(opened, e);
            throw e;
        }
    }

    private static SocketChannel open(final Path socket) throws IOException {
        final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (final IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void closeAfterFailure(final FrameChannel channel, final Exception failure) {
        if (channel != null) {
            try {
                channel.close();
            } catch (final IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** @return who listens */
    public NodeId node() {
        return node;
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @param request the verb and its arguments
     * @param row makes something of each row
     * @param time longest wait
     * @param <T> what is made of a row
     * @return the rows in order
     * @throws ControlException when the agent could not do it, or does not answer in time
     */
    public <T> List<T> ask(final FieldWriter request, final Function<FieldReader, T> row, final Duration time) {
        try {
            channel.within(time);
            channel.sendPreamble();
            channel.send(FrameKind.REQUEST, request);
            return rows(row);
        } catch (final IOException e) {
            throw failed(socket, e);
        }
    }

    private <T> List<T> rows(final Function<FieldReader, T> row) throws IOException {
        final List<T> rows = new ArrayList<>();
        while (true) {
            final FrameChannel.Received frame = channel.receive();
            switch (frame.kind()) {
                case ROW -> rows.add(row.apply(frame.fields()));
                case END -> {
                    return rows;
                }
                case FAILED -> throw new ControlException(frame.fields().text());
                default -> throw new ControlException("an answer was expected, kind=" + frame.kind());
            }
        }
    }

    private static ControlException failed(final Path socket, final IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return new ControlException("the agent does not answer, socket='" + socket + "'", cause);
        }
        if (cause instanceof EOFException) {
            return new ControlException("the agent ended or is busy, socket='" + socket + "'", cause);
        }
        return new ControlException("cannot talk to the agent, socket='" + socket + "' cause=" + cause, cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw failed(socket, e);
        }
    }
}
