package io.gossip.core.shell;

import io.gossip.GossipException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.core.node.Gate;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * A transport that can be opened and shut again: one after the other of the provider's, and none in between.
 *
 * <p>Assumption: opened, shut and used on the protocol thread; woken and closed by any. Guarantee: once closed nothing of
 * it stays open, and a wake-up at any moment ends a present or the next wait, or is seen by the doorbell that was rung
 * before it.
 */
final class TransportGate implements Gate, Transport {
    private final Supplier<Transport> opener;
    private final NodeAddress addressWhenShut;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private volatile Transport present;
    private boolean isClosed;
    private boolean isRung;

    /**
     * @param opener opens one of the provider's; may throw
     * @param addressWhenShut shown while there is none
     */
    TransportGate(final Supplier<Transport> opener, final NodeAddress addressWhenShut) {
        this.opener = opener;
        this.addressWhenShut = addressWhenShut;
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public void open() {
        if (present != null) {
            return;
        }
        // Not under the lock: it may take its time, and nobody shall wait for it to close or wake up.
        final Transport opened = opener.get();
        lock.lock();
        try {
            if (!isClosed) {
                present = opened;
                return;
            }
        } finally {
            lock.unlock();
        }
        opened.close();
        throw new LifecycleException("closed while it was opened, address=" + addressWhenShut);
    }

    @Override
    public void shut() {
        lock.lock();
        try {
            if (present != null) {
                present.close();
                present = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOpen() {
        return present != null;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            change.signalAll();
            if (present != null) {
                present.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private Transport require() {
        final Transport now = present;
        if (now == null) {
            throw new GossipException("not open, address=" + addressWhenShut);
        }
        return now;
    }

    @Override
    public NodeAddress localAddress() {
        final Transport now = present;
        return now == null ? addressWhenShut : now.localAddress();
    }

    @Override
    public int maxPacketLength() {
        return require().maxPacketLength();
    }

    @Override
    public int maxReliableLength() {
        return require().maxReliableLength();
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final Transport now = present;
        return now == null ? CLOSED : now.send(lane, destination, buffer, offset, length);
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        final Transport now = present;
        return now == null ? 0 : now.poll(handler, limit);
    }

    @Override
    public void await(final long timeoutNs) {
        final Transport now = present;
        if (now != null) {
            now.await(timeoutNs);
        } else if (timeoutNs > 0) {
            awaitRing(timeoutNs);
        }
    }

    private void awaitRing(final long timeoutNs) {
        lock.lock();
        try {
            long leftNs = timeoutNs;
            while (!isRung && !isClosed && leftNs > 0) {
                leftNs = change.awaitNanos(leftNs);
            }
            isRung = false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wakeup() {
        final Transport now = present;
        if (now != null) {
            now.wakeup();
            return;
        }
        lock.lock();
        try {
            isRung = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Map<String, Long> countersByLabel() {
        final Transport now = present;
        return now == null ? Map.of() : now.countersByLabel();
    }
}
