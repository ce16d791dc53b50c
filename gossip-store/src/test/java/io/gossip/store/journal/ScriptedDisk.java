package io.gossip.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real directory, with calls that are counted and can be made to fail, or to be the last before the process or the machine
 * dies. It knows which bytes and names were forced, and {@link #losePower} takes the others away.
 */
final class ScriptedDisk implements Disk {
    /** The end of the process, at a call. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final int NEVER = -1;

    private final List<String> calls = new ArrayList<>();
    private final Map<Path, Long> forcedLength = new HashMap<>();
    private final Map<Path, byte[]> replaced = new HashMap<>();
    private int crashAt = NEVER;
    private double crashFraction;
    private int failAt = NEVER;
    private long space = Long.MAX_VALUE;
    private boolean isReadOnly;

    /** @param fraction of the bytes that still go through when the call is a write */
    ScriptedDisk crashAt(final int call, final double fraction) {
        crashAt = call;
        crashFraction = fraction;
        return this;
    }

    ScriptedDisk failAt(final int call) {
        failAt = call;
        return this;
    }

    ScriptedDisk space(final long bytes) {
        space = bytes;
        return this;
    }

    ScriptedDisk readOnly() {
        isReadOnly = true;
        return this;
    }

    List<String> calls() {
        return calls;
    }

    private void onCall(final String what, final Path path) throws IOException {
        final int call = calls.size();
        calls.add(what + " " + path.getFileName());
        if (call == crashAt) {
            throw new Crash();
        }
        if (call == failAt) {
            throw new IOException("scripted failure of " + what);
        }
    }

    @Override
    public FileChannel open(final Path path, final OpenOption... options) throws IOException {
        final boolean isWrite = List.of(options).contains(StandardOpenOption.WRITE);
        if (isWrite) {
            if (isReadOnly) {
                throw new AccessDeniedException(path.toString(), null, "Read-only file system");
            }
            onCall("open", path);
            forcedLength.put(path, 0L);
        }
        return new Channel(path, FileChannel.open(path, options));
    }

    @Override
    public void replace(final Path from, final Path to) throws IOException {
        onCall("replace", to);
        replaced.put(to, Files.exists(to) ? Files.readAllBytes(to) : null);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forcedLength.put(to, forcedLength.remove(from));
    }

    @Override
    public void deleteIfExists(final Path path) throws IOException {
        onCall("delete", path);
        Files.deleteIfExists(path);
    }

    @Override
    public void forceDirectory(final Path directory) throws IOException {
        onCall("forceDirectory", directory);
        replaced.clear();
    }

    /**
     * What a machine may have on disk after power is gone: names that were not forced lead to the file before, bytes that were
     * not forced are cut off or zero.
     */
    void losePower(final boolean isZeroed) throws IOException {
        for (final Map.Entry<Path, Long> file : forcedLength.entrySet()) {
            final Path path = file.getKey();
            if (Files.exists(path) && Files.size(path) > file.getValue()) {
                final byte[] bytes = Files.readAllBytes(path);
                final byte[] forced = java.util.Arrays.copyOf(
                        java.util.Arrays.copyOf(bytes, Math.toIntExact(file.getValue())),
                        isZeroed ? bytes.length : Math.toIntExact(file.getValue()));
                Files.write(path, forced);
            }
        }
        for (final Map.Entry<Path, byte[]> name : replaced.entrySet()) {
            if (name.getValue() == null) {
                Files.deleteIfExists(name.getKey());
            } else {
                Files.write(name.getKey(), name.getValue());
            }
        }
    }

    private final class Channel extends ForwardingChannel {
        private Path path;

        Channel(final Path path, final FileChannel target) {
            super(target);
            this.path = path;
        }

        private Path name() {
            final String file = path.getFileName().toString();
            final Path finished = file.endsWith(JournalDescriptor.UNFINISHED)
                    ? path.resolveSibling(file.substring(0, file.length() - JournalDescriptor.UNFINISHED.length()))
                    : path;
            if (!forcedLength.containsKey(path)) {
                path = finished; // it was renamed since
            }
            return path;
        }

        @Override
        public int write(final ByteBuffer from) throws IOException {
            final int length = from.remaining();
            try {
                onCall("write", path);
            } catch (final Crash | IOException e) {
                super.write(from.slice(from.position(), (int) (length * crashFraction)));
                throw e;
            }
            if (length > space) {
                super.write(from.slice(from.position(), (int) space));
                space = 0;
                throw new IOException("No space left on device");
            }
            space -= length;
            return super.write(from);
        }

        @Override
        public void force(final boolean metaData) throws IOException {
            onCall("force", path);
            forcedLength.put(name(), size());
        }
    }
}
