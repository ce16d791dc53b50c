package io.gossip.it;

import io.gossip.NodeAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Pesters some nodes on both ports, on a thread of its own until closed. The nodes may end any connection at any time, so
 * that is no failure here.
 */
final class Stranger implements AutoCloseable {
    /** Between rounds: how much a node can bear is another question. */
    private static final long PAUSE_NS = 5_000_000;

    /** More than drips in during a test. */
    private static final int DRIPPED_LENGTH = 1 << 20;

    private final List<InetSocketAddress> targets;
    private final Garbage garbage;
    private final DatagramSocket udp;
    private final List<Socket> held = new ArrayList<>();
    private final List<Socket> dripping = new ArrayList<>();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile long rounds;
    private volatile Throwable failure;

    private Stranger(final long seed, final Round round, final NodeAddress... targets) throws IOException {
        this.targets = List.of(targets).stream()
                .map(target -> new InetSocketAddress(target.host(), target.port()))
                .toList();
        garbage = new Garbage(seed);
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> run(round), "stranger");
        thread.setDaemon(true);
    }

    private interface Round {
        void play(Stranger stranger, InetSocketAddress target) throws IOException;
    }

    /** @return one that sends garbage, in datagrams and over connections */
    static Stranger sendingGarbage(final long seed, final NodeAddress... targets) throws IOException {
        final Stranger stranger = new Stranger(seed, Stranger::sendGarbage, targets);
        stranger.thread.start();
        return stranger;
    }

    /**
     * @param connections how many to each node: one third brings nothing, one third only a beginning, the rest drips a
     *     message that never ends
     * @return one that holds connections open
     */
    static Stranger holdingConnections(final long seed, final int connections, final NodeAddress... targets)
            throws IOException {
        final Stranger stranger = new Stranger(seed, Stranger::drip, targets);
        for (final InetSocketAddress target : stranger.targets) {
            for (int i = 0; i < connections; i++) {
                stranger.hold(target, i % 3);
            }
        }
        stranger.thread.start();
        return stranger;
    }

    private void hold(final InetSocketAddress target, final int kind) throws IOException {
        final Socket socket = new Socket(target.getAddress(), target.getPort());
        held.add(socket);
        if (kind > 0) {
            write(socket, Garbage.preamble());
        }
        if (kind > 1) {
            write(socket, Garbage.announcement(DRIPPED_LENGTH));
            dripping.add(socket);
        }
    }

    private void run(final Round round) {
        try {
            while (!isClosed) {
                for (final InetSocketAddress target : targets) {
                    round.play(this, target);
                }
                rounds++;
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (final IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void sendGarbage(final InetSocketAddress target) throws IOException {
        for (final byte[] packet : List.of(garbage.noise(), garbage.damagedPacket(), garbage.foreignPacket())) {
            udp.send(new DatagramPacket(packet, packet.length, target));
        }
        for (final byte[] stream : List.of(garbage.noise(), garbage.connection(), garbage.unfinishedConnection())) {
            try (Socket socket = new Socket(target.getAddress(), target.getPort())) {
                // Every other one is torn off instead of closed.
                socket.setSoLinger(rounds % 2 == 0, 0);
                write(socket, stream);
            }
        }
    }

    private void drip(final InetSocketAddress target) {
        dripping.forEach(socket -> write(socket, new byte[] {0}));
    }

    private static void write(final Socket socket, final byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (final IOException e) {
            // The node has ended the connection, as it may.
        }
    }

    /** @return rounds so far; fails when the stranger has stopped by itself */
    long rounds() {
        if (failure != null) {
            throw new AssertionError("the stranger failed", failure);
        }
        return rounds;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        udp.close();
        for (final Socket socket : held) {
            socket.close();
        }
    }
}
