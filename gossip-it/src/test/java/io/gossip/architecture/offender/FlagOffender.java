package io.gossip.architecture.offender;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.status.CountersManager;

final class FlagOffender {
    DirectBuffer unsafe() {
        return new UnsafeBuffer(0, 0);
    }

    DirectBuffer expandable() {
        return new ExpandableArrayBuffer();
    }

    ByteBuffer aligned() {
        return BufferUtil.allocateDirectAligned(8, 8);
    }

    String tmp() {
        return IoUtil.tmpDirName();
    }

    Object counters(final AtomicBuffer metadata, final AtomicBuffer values) {
        return new CountersManager(metadata, values);
    }

    Object ring(final AtomicBuffer buffer) {
        return new ManyToOneRingBuffer(buffer);
    }

    Object arrayQueue() {
        return new ManyToOneConcurrentArrayQueue<String>(8);
    }

    Object linkedQueue() {
        return new ManyToOneConcurrentLinkedQueue<String>();
    }
}
