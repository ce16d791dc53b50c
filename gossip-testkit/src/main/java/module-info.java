module io.gossip.testkit {
    requires transitive io.gossip.sim;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
}
