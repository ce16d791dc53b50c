module io.gossip.testkit {
    exports io.gossip.testkit;
    exports io.gossip.testkit.laws;
    exports io.gossip.testkit.model;

    requires transitive io.gossip.sim;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
}
