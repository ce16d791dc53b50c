package io.gossip.spi.address;

import io.gossip.NodeAddress;
import java.net.InetSocketAddress;

/**
 * What is known about one destination. Each field is written by the lookup thread in the order below and read by the
 * driving thread: whoever sees a lookup as over sees its outcome.
 */
public final class Resolution {
    private final NodeAddress destination;
    private final boolean isLiteral;
    private volatile InetSocketAddress address;
    private volatile boolean isFailed;
    private volatile long expiresNs;
    private volatile boolean isUnderWay;

    private Resolution(final NodeAddress destination, final boolean isLiteral) {
        this.destination = destination;
        this.isLiteral = isLiteral;
    }

    /** @return a name nobody has looked up yet */
    static Resolution ofName(final NodeAddress destination, final long nowNs) {
        final Resolution name = new Resolution(destination, false);
        name.expiresNs = nowNs;
        return name;
    }

    /** @return what will not change; failed when the address is null */
    static Resolution ofLiteral(final NodeAddress destination, final InetSocketAddress address) {
        final Resolution literal = new Resolution(destination, true);
        literal.address = address;
        literal.isFailed = address == null;
        return literal;
    }

    /** @return where to send, or null: not known yet, or see {@link #isFailed} */
    public InetSocketAddress address() {
        return address;
    }

    /** @return whether the last lookup found nothing; an address found before stays in use all the same */
    public boolean isFailed() {
        return isFailed;
    }

    NodeAddress destination() {
        return destination;
    }

    boolean isLiteral() {
        return isLiteral;
    }

    boolean isDue(final long nowNs) {
        return !isUnderWay && nowNs - expiresNs >= 0;
    }

    void begin() {
        isUnderWay = true;
    }

    /** Nobody is free to look it up: the next use asks again. */
    void giveUp() {
        isUnderWay = false;
    }

    void succeed(final InetSocketAddress found, final long untilNs) {
        // A new object only for a new address: the JDK's channels compare by it.
        if (!found.equals(address)) {
            address = found;
        }
        isFailed = false;
        expiresNs = untilNs;
        isUnderWay = false;
    }

    void fail(final long untilNs) {
        isFailed = true;
        expiresNs = untilNs;
        isUnderWay = false;
    }
}
