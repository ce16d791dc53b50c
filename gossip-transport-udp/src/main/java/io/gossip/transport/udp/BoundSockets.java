package io.gossip.transport.udp;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.TransportException;
import io.gossip.spi.address.AddressResolver.Family;
import io.gossip.spi.address.IpLiteral;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;

/**
 * The two sockets of a transport, on the same port of the same address.
 *
 * @param packets for the best-effort lane
 * @param server takes in connections of the reliable lane
 * @param host what they are bound to
 * @param port the real one
 */
record BoundSockets(DatagramChannel packets, ServerSocketChannel server, InetAddress host, int port) {
    /** A free UDP port is taken by TCP once in a while, hardly ever so many times in a row. */
    private static final int ATTEMPTS = 128;

    private static final int ACCEPT_BACKLOG = 128;

    /**
     * Binds both, or nothing. Blocks while it looks up a name.
     *
     * @throws TransportException when that fails, naming the address and the cause
     */
    static BoundSockets bind(final UdpTransportConfig config) {
        final InetAddress host = lookup(config.bind());
        if (config.bind().port() != 0) {
            return bindOnce(config, host);
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return bindOnce(config, host);
            } catch (final PortTakenByTcpException e) {
                // The next attempt gets another port.
                continue;
            }
        }
        return bindOnce(config, host);
    }

    /** Bound for UDP, taken for TCP. */
    private static final class PortTakenByTcpException extends TransportException {
        private static final long serialVersionUID = 1L;

        PortTakenByTcpException(final String message, final Throwable cause) {
            super(message, cause);
        }
    }

    private static InetAddress lookup(final NodeAddress bind) {
        final InetAddress literal = IpLiteral.parseOrNull(bind.host());
        try {
            return literal != null ? literal : InetAddress.getByName(bind.host());
        } catch (final UnknownHostException e) {
            throw new TransportException("unknown host, bind=" + bind, e);
        }
    }

    private static BoundSockets bindOnce(final UdpTransportConfig config, final InetAddress host) {
        final DatagramChannel packets = bindPackets(config, host);
        try {
            final int port = ((InetSocketAddress) packets.getLocalAddress()).getPort();
            return new BoundSockets(packets, bindServer(config, host, port), host, port);
        } catch (final IOException e) {
            close(packets, e);
            throw failure(config.bind(), Lane.BEST_EFFORT, host, e);
        } catch (final RuntimeException e) {
            close(packets, e);
            throw e;
        }
    }

    private static DatagramChannel bindPackets(final UdpTransportConfig config, final InetAddress host) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(protocolFamily(host));
            option(channel, StandardSocketOptions.SO_RCVBUF, config.receiveBufferLength());
            option(channel, StandardSocketOptions.SO_SNDBUF, config.sendBufferLength());
            return channel.bind(new InetSocketAddress(host, config.bind().port()));
        } catch (final IOException | UnsupportedOperationException e) {
            close(channel, e);
            throw failure(config.bind(), Lane.BEST_EFFORT, host, e);
        }
    }

    private static ServerSocketChannel bindServer(
            final UdpTransportConfig config, final InetAddress host, final int port) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open(protocolFamily(host));
            return channel.bind(new InetSocketAddress(host, port), ACCEPT_BACKLOG);
        } catch (final IOException | UnsupportedOperationException e) {
            close(channel, e);
            throw failure(config.bind(), Lane.RELIABLE, host, e);
        }
    }

    private static void option(final NetworkChannel channel, final SocketOption<Integer> option, final int value)
            throws IOException {
        if (value != 0) {
            channel.setOption(option, value);
        }
    }

    private static StandardProtocolFamily protocolFamily(final InetAddress host) {
        return host instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private static TransportException failure(
            final NodeAddress bind, final Lane lane, final InetAddress host, final Exception cause) {
        final String where = ", bind=" + bind + " lane=" + lane + " cause=" + cause.getMessage();
        if (cause instanceof UnsupportedOperationException) {
            return new TransportException("no addresses of this family on this machine" + where, cause);
        }
        if (!(cause instanceof BindException)) {
            return new TransportException("cannot bind" + where, cause);
        }
        if (!isLocal(host)) {
            return new TransportException("not an address of this machine" + where, cause);
        }
        final String fact = "address in use" + where;
        return lane == Lane.RELIABLE ? new PortTakenByTcpException(fact, cause) : new TransportException(fact, cause);
    }

    private static boolean isLocal(final InetAddress host) {
        try {
            return host.isAnyLocalAddress()
                    || host.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(host) != null;
        } catch (final SocketException e) {
            return true;
        }
    }

    private static void close(final NetworkChannel channel, final Throwable cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (final IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** @return which destinations these sockets can reach */
    Family family() {
        if (host instanceof Inet4Address) {
            return Family.IPV4;
        }
        return host.isAnyLocalAddress() ? Family.DUAL : Family.IPV6;
    }

    /** @return what sockets of the same kind are opened with */
    StandardProtocolFamily protocolFamily() {
        return protocolFamily(host);
    }

    /** Closes both, because of something that went wrong later. */
    void close(final Throwable cause) {
        close(packets, cause);
        close(server, cause);
    }

    /** @return where outgoing connections come from, so that they have the address that others know; null: any */
    InetSocketAddress outgoingOrNull() {
        return host.isAnyLocalAddress() ? null : new InetSocketAddress(host, 0);
    }

    /** @return what others are told, with the real port in place of 0 */
    NodeAddress advertised(final UdpTransportConfig config) {
        final NodeAddress told = config.advertise().orElse(config.bind());
        return told.port() != 0 ? told : new NodeAddress(told.host(), port);
    }
}
