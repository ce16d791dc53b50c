package io.gossip.architecture.offender;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;

final class InputOutputOffender {
    InetAddress address() {
        return InetAddress.getLoopbackAddress();
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(0);
    }

    DatagramChannel channel() throws IOException {
        return DatagramChannel.open();
    }

    File file(final String name) {
        return new File(name);
    }

    FileInputStream stream(final String name) throws IOException {
        return new FileInputStream(name);
    }

    boolean exists(final Path path) {
        return Files.exists(path);
    }
}
