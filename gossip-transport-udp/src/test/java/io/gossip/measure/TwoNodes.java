package io.gossip.measure;

import io.gossip.GossipEvent;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.MembershipMode;
import java.util.concurrent.CountDownLatch;

/** A process of two nodes that says so as soon as each sees the other. Started by {@link StartUp}. */
public final class TwoNodes {
    static final String READY = "ready";

    private TwoNodes() {}

    /** Two nodes, one line. */
    public static void main(final String[] args) throws InterruptedException {
        final CountDownLatch joined = new CountDownLatch(2);
        try (Gossiper a = node("a");
                Gossiper b = node("b")) {
            a.subscribe(event -> onEvent(event, joined));
            b.subscribe(event -> onEvent(event, joined));
            a.start(GossipStartConfiguration.alone());
            b.start(GossipStartConfiguration.seeds(a.address()));
            joined.await();
            System.out.println(READY);
        }
    }

    private static Gossiper node(final String id) {
        return Gossiper.builder().nodeId(id).membershipMode(MembershipMode.OPEN).build();
    }

    private static void onEvent(final GossipEvent event, final CountDownLatch joined) {
        if (event instanceof GossipEvent.MemberJoined) {
            joined.countDown();
        }
    }
}
