package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeValue;
import io.gossip.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the example of the README, and holds the README to it. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() {
        final Map<NodeId, NodeValue<String>> seen = example();
        assertTrue(seen.containsKey(NodeId.of("a")));
        assertTrue(seen.containsKey(NodeId.of("b")));
        assertEquals("primary", seen.get(NodeId.of("a")).value().orElseThrow());
    }

    private static Map<NodeId, NodeValue<String>> example() {
        // example begins
        StoreKey<String> role = StoreKey.utf8("role");
        try (Gossiper a = Gossiper.builder()
                        .nodeId("a")
                        .membershipMode(MembershipMode.OPEN)
                        .build();
                Gossiper b = Gossiper.builder()
                        .nodeId("b")
                        .membershipMode(MembershipMode.OPEN)
                        .build()) {
            a.updateSelf(role, "primary");
            a.start(GossipStartConfiguration.alone());
            b.start(GossipStartConfiguration.seeds(a.address()));

            b.await(seen -> seen.value(a.nodeId(), role).isPresent(), Duration.ofSeconds(10));
            return b.storeKeyValue(role);
        }
        // example ends
    }

    @Test
    void shouldStandInTheReadmeAsItIsHere() throws IOException {
        final Path module = Path.of("").toAbsolutePath();
        final String here =
                Files.readString(module.resolve("src/test/java/io/gossip/transport/udp/ReadmeExampleTest.java"));
        final String code = here.substring(
                here.indexOf("// example begins") + "// example begins".length(), here.indexOf("// example ends"));
        final String readme = Files.readString(module.resolve("../README.md"));
        assertTrue(withoutBlanks(readme).contains(withoutBlanks(code)), () -> "README.md lacks:\n" + code);
    }

    private static String withoutBlanks(final String text) {
        return text.replaceAll("\\s+", "");
    }
}
