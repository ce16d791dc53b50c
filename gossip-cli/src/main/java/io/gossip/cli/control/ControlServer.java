package io.gossip.cli.control;

import io.gossip.GossipException;
import io.gossip.NodeId;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent's end of its control socket. One daemon thread accepts; each connection has a daemon thread of its own, at
 * most {@value #MAX_CONNECTIONS} at once and those beyond are closed at once, carries one request, and ends in bounded
 * time whatever the client does or fails to do. Nothing here is called by the node's own thread.
 */
public final class ControlServer implements AutoCloseable {
    static final int MAX_CONNECTIONS = 32;

    private static final long ACCEPT_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final RunDirectory directory;
    private final Path socket;
    private final ServerSocketChannel server;
    private final NodeId node;
    private final RequestHandler handler;
    private final Duration exchangeTime;
    private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

    private ControlServer(
            final RunDirectory directory,
            final Path socket,
            final ServerSocketChannel server,
            final NodeId node,
            final RequestHandler handler,
            final Duration exchangeTime) {
        this.directory = directory;
        this.socket = socket;
        this.server = server;
        this.node = node;
        this.handler = handler;
        this.exchangeTime = exchangeTime;
    }

    /**
     * Opens the socket and begins to answer.
     *
     * @param directory where the socket is made
     * @param node the agent's id
     * @param handler answers requests
     * @param exchangeTime how long a client may take for its request, and then for the answer
     * @return the server
     * @throws ControlException when an agent of that id has its socket there, or it cannot be made
     */
    public static ControlServer open(
            final RunDirectory directory,
            final NodeId node,
            final RequestHandler handler,
            final Duration exchangeTime) {
        final Path socket = directory.socketOf(node);
        final ControlServer opened =
                new ControlServer(directory, socket, directory.bind(socket, node), node, handler, exchangeTime);
        start("gossip-control", opened::accept);
        return opened;
    }

    private static void start(final String name, final Runnable task) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @return path of the socket */
    public Path socket() {
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                serveApart(server.accept());
            } catch (final ClosedChannelException e) {
                return;
            } catch (final IOException e) {
                // Out of descriptors, most likely: a later connection may find some again.
                LockSupport.parkNanos(ACCEPT_PAUSE_NS);
            }
        }
    }

    private void serveApart(final SocketChannel client) throws IOException {
        if (connections.tryAcquire()) {
            start("gossip-control-client", () -> serve(client));
        } else {
            client.close();
        }
    }

    private void serve(final SocketChannel client) {
        try (FrameChannel channel = new FrameChannel(client)) {
            channel.within(exchangeTime);
            channel.sendPreamble();
            channel.send(FrameKind.HELLO, new FieldWriter().text(node.value()));
            exchange(channel);
        } catch (final IOException e) {
            // The client is gone, or stuck: its own business.
        } finally {
            connections.release();
        }
    }

    private void exchange(final FrameChannel channel) throws IOException {
        final Reply reply = new Reply(channel);
        try {
            channel.receivePreamble();
            final FrameChannel.Received request = channel.receive();
            if (request.kind() != FrameKind.REQUEST) {
                throw new ControlException("a request was expected, kind=" + request.kind());
            }
            channel.within(exchangeTime);
            handler.handle(request.fields(), reply);
            channel.send(FrameKind.END, new FieldWriter());
        } catch (final GossipException e) {
            channel.send(FrameKind.FAILED, new FieldWriter().text(String.valueOf(e.getMessage())));
        } catch (final RuntimeException e) {
            channel.send(FrameKind.FAILED, new FieldWriter().text("defect of the agent, cause=" + e));
        } finally {
            reply.runAfterwards();
        }
    }

    /** Removes the socket and stops to answer. Idempotent; connections being served are left to end by themselves. */
    @Override
    public void close() {
        directory.release(socket, server);
    }
}
