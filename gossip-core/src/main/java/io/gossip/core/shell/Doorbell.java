package io.gossip.core.shell;

import io.gossip.spi.Transport;

/**
 * Tells the protocol thread that there is something to pick up: a command, a write, a declaration. Rung by any thread,
 * after what is to be seen was written; answered by the protocol thread, before it looks.
 */
final class Doorbell implements Runnable {
    private final Transport transport;
    private volatile boolean isRung;

    Doorbell(final Transport transport) {
        this.transport = transport;
    }

    @Override
    public void run() {
        isRung = true;
        transport.wakeup();
    }

    boolean isRung() {
        return isRung;
    }

    /** Whatever is written from now on rings again. */
    void answer() {
        isRung = false;
    }
}
