package io.gossip.architecture.offender;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

final class SerializationOffender {
    Object read(final InputStream in) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(in).readObject();
    }

    void write(final OutputStream out, final Object value) throws IOException {
        new ObjectOutputStream(out).writeObject(value);
    }
}
