package io.gossip.bench.workload;

import io.gossip.NodeId;
import io.gossip.NodeValueVisitor;
import io.gossip.ValueVisitor;
import io.gossip.store.EntryVisitor;
import org.agrona.DirectBuffer;

/** Looks at the first byte of each value. One thread. */
public final class SummingVisitor implements ValueVisitor, NodeValueVisitor, EntryVisitor {
    private long sum;
    private long count;

    @Override
    public void onValue(
            final long counter,
            final long nonce,
            final long version,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        sum += buffer.getByte(offset);
        count++;
    }

    @Override
    public void onValue(
            final NodeId node,
            final long counter,
            final long nonce,
            final long version,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        onValue(counter, nonce, version, buffer, offset, length);
    }

    @Override
    public void onEntry(
            final long version,
            final int kind,
            final DirectBuffer buffer,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        sum += buffer.getByte(valueOffset);
        count++;
    }

    /** @return of all first bytes so far */
    public long sum() {
        return sum;
    }

    /** @return values so far */
    public long count() {
        return count;
    }
}
