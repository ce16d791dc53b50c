package consumer;

import io.gossip.*;
import java.time.Duration;

/** Both transports are there: the builder says by name which one a node uses. Aeron needs a JVM flag, UDP none. */
public final class Pick {
    private static final StoreKey<String> ROLE = StoreKey.utf8("role");

    private Pick() {}

    public static void main(final String... arguments) {
        final boolean isAeron = arguments[0].equals("aeron");
        try (Gossiper a = isAeron ? overAeron("a") : overUdp("a");
                Gossiper b = isAeron ? overAeron("b") : overUdp("b")) {
            a.updateSelf(ROLE, "primary");
            a.start(GossipStartConfiguration.alone());
            b.start(GossipStartConfiguration.seeds(a.address()));
            b.await(seen -> seen.value(a.nodeId(), ROLE).isPresent(), Duration.ofSeconds(10));
            System.out.println(arguments[0] + " " + b.value(a.nodeId(), ROLE).orElseThrow());
        }
    }

    private static Gossiper overUdp(final String id) {
        return Gossiper.builder()
                .nodeId(id)
                .bind(new NodeAddress("127.0.0.1", 0))
                .membershipMode(MembershipMode.OPEN)
                .transport("udp")
                .transportOption("receiveBufferLength", "1048576")
                .build();
    }

    private static Gossiper overAeron(final String id) {
        return Gossiper.builder()
                .nodeId(id)
                .bind(new NodeAddress("127.0.0.1", 0))
                .membershipMode(MembershipMode.OPEN)
                .transport("aeron")
                .transportOption("maxPublications", "16")
                .build();
    }
}
