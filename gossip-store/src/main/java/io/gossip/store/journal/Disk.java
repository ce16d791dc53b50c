package io.gossip.store.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The calls to a file system whose order matters. One real implementation; tests let calls fail and record them. */
interface Disk {
    /** The file system as it is. */
    Disk REAL = new Disk() {
        @Override
        public FileChannel open(final Path path, final OpenOption... options) throws IOException {
            return FileChannel.open(path, options);
        }

        @Override
        public void replace(final Path from, final Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void deleteIfExists(final Path path) throws IOException {
            Files.deleteIfExists(path);
        }

        @Override
        public void forceDirectory(final Path directory) throws IOException {
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            } // else directories cannot be opened, and their entries are the file system's own business
        }
    };

    FileChannel open(Path path, OpenOption... options) throws IOException;

    /** In one step: whoever opens the name finds the one file or the other. */
    void replace(Path from, Path to) throws IOException;

    void deleteIfExists(Path path) throws IOException;

    /** Makes the names in the directory durable. */
    void forceDirectory(Path directory) throws IOException;
}
