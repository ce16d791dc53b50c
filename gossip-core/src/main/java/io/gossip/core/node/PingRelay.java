package io.gossip.core.node;

import io.gossip.core.probe.Pinger;

/** Hands the end of a ping from the part that knows it to the one who asked. */
record PingRelay(PingListener listener) implements Pinger.Listener {
    @Override
    public void onAnswer(final long roundTripNs) {
        listener.onAnswer(roundTripNs);
    }

    @Override
    public void onFailure(final String fact) {
        listener.onFailure(fact);
    }

    @Override
    public void onAbandoned(final String fact) {
        listener.onAbandoned(fact);
    }
}
