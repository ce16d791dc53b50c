package io.gossip.cli.control;

import io.gossip.NodeId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of one user's control sockets. Invariants:
 *
 * <ol>
 *   <li>It belongs to this user and nobody else may enter it (0700); otherwise it is not used.
 *   <li>A socket in it is made and removed under its {@link DirectoryLock} only.
 *   <li>A socket is removed by its own agent, or by one who found under the lock that nobody listens on it. So the
 *       socket of a running agent is never removed by another.
 * </ol>
 *
 * Immutable; any thread.
 */
public final class RunDirectory {
    /** Bytes of a path that fit a socket address on Linux (108) and on BSD (104), without the end mark. */
    private static final int MAX_PATH_LENGTH = 103;

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SOCKET = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final int maxNameLength;

    private RunDirectory(final Path path) {
        this.path = path;
        this.maxNameLength = MAX_PATH_LENGTH - 1 - path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (maxNameLength < SocketName.MIN_LENGTH) {
            throw new ControlException(
                    "path too long for sockets in it, name a shorter one by XDG_RUNTIME_DIR, directory='" + path + "'");
        }
    }

    /**
     * The directory of the user who runs this process: {@code gossip} in {@code XDG_RUNTIME_DIR}, else {@code
     * gossip-USER} in the directory for temporary files. Made when missing.
     *
     * @param environment the process's
     * @return the directory, checked
     * @throws ControlException when it cannot be made, or others could reach what is in it
     */
    public static RunDirectory ofUser(final Map<String, String> environment) {
        final String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return open(
                !runtime.isEmpty() && Files.isDirectory(Path.of(runtime))
                        ? Path.of(runtime).toAbsolutePath().resolve("gossip")
                        : temporary.toAbsolutePath().resolve("gossip-" + System.getProperty("user.name")));
    }

    /**
     * @param path made when missing; its parent must exist
     * @return the directory, checked
     * @throws ControlException when it cannot be made, or others could reach what is in it
     */
    public static RunDirectory open(final Path path) {
        final RunDirectory directory = new RunDirectory(path);
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(DIRECTORY));
        } catch (final FileAlreadyExistsException e) {
            directory.check();
        } catch (final IOException | UnsupportedOperationException e) {
            throw new ControlException("cannot make the directory for sockets, directory='" + path + "' cause=" + e, e);
        }
        return directory;
    }

    /** In a directory for temporary files anybody may have made one of that name first. */
    private void check() {
        try {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getPosixFilePermissions(path).equals(DIRECTORY)) {
                throw new ControlException(
                        "not a directory that only its owner can enter (0700), directory='" + path + "'");
            }
            final Path own = Files.createTempFile(path, ".owner", "");
            final boolean isOurs = Files.getOwner(own).equals(Files.getOwner(path));
            Files.delete(own);
            if (!isOurs) {
                throw new ControlException("belongs to another user, directory='" + path + "'");
            }
        } catch (final IOException e) {
            throw new ControlException("cannot be used for sockets, directory='" + path + "' cause=" + e, e);
        }
    }

    /** @return where it is, absolute */
    public Path path() {
        return path;
    }

    /** @return where the socket of an agent is while it runs */
    public Path socketOf(final NodeId node) {
        return path.resolve(SocketName.of(node, maxNameLength));
    }

    /** @return all sockets, sorted by path; some may be left over from dead agents */
    List<Path> sockets() {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(SocketName.SUFFIX))
                    .sorted()
                    .toList();
        } catch (final IOException e) {
            throw new ControlException("cannot be listed, directory='" + path + "' cause=" + e, e);
        }
    }

    /** Makes a socket that listens; one of a dead agent in its place is removed before. */
    ServerSocketChannel bind(final Path socket, final NodeId node) {
        try {
            return DirectoryLock.holding(path, () -> {
                if (isListenedOn(socket)) {
                    throw new ControlException(
                            "an agent of that id runs already, id='" + node + "' socket='" + socket + "'");
                }
                Files.deleteIfExists(socket);
                return bind(socket);
            });
        } catch (final IOException e) {
            throw new ControlException("cannot make the control socket, socket='" + socket + "' cause=" + e, e);
        }
    }

    private static ServerSocketChannel bind(final Path socket) throws IOException {
        final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, SOCKET);
            return server;
        } catch (final IOException e) {
            server.close();
            throw e;
        }
    }

    /** Removes the socket of a dead agent, unless another has taken its place meanwhile. */
    void removeIfDead(final Path socket) {
        try {
            DirectoryLock.holding(path, () -> !isListenedOn(socket) && Files.deleteIfExists(socket));
        } catch (final IOException e) {
            throw new ControlException("cannot remove a dead agent's socket, socket='" + socket + "' cause=" + e, e);
        }
    }

    private static boolean isListenedOn(final Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return true;
        } catch (final ConnectException e) {
            return false;
        } catch (final IOException e) {
            // Its queue of connections is full: somebody is there.
            return Files.exists(socket, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Ends a server and removes its socket, in one step for everybody who holds the lock. */
    void release(final Path socket, final ServerSocketChannel server) {
        try (server) {
            if (server.isOpen()) {
                removeOwn(socket);
            }
        } catch (final IOException e) {
            // What is left of it is a dead agent's socket, which the next one to look removes.
            return;
        }
    }

    private void removeOwn(final Path socket) throws IOException {
        try {
            DirectoryLock.holding(path, () -> Files.deleteIfExists(socket));
        } catch (final ControlException e) {
            // Somebody keeps the lock: better a dead socket than an agent that does not end.
            return;
        }
    }
}
