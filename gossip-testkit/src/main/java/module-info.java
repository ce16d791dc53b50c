module io.gossip.testkit {
    exports io.gossip.testkit;
    exports io.gossip.testkit.laws;
    exports io.gossip.testkit.model;
    exports io.gossip.testkit.transport;

    // The contract is made of parts that are not for others, and JUnit calls their methods.
    opens io.gossip.testkit.transport to
            org.junit.platform.commons;

    requires transitive io.gossip.sim;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires jdk.management;
}
