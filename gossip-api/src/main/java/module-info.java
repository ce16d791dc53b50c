module io.gossip.api {
    exports io.gossip;
    exports io.gossip.spi;

    requires transitive org.agrona;
}
